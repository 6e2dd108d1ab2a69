//! [`CLOUD_ENDPOINTS`]: the addresses at which clouds serve machines their secrets.
//!
//! An address is a row if it answers the machine itself with credentials, user data or control of
//! the machine, without asking for any, and the vendor, or code of the vendor's or cloud-init's,
//! documents it. One row lies in ordinary public space. The others lie in special blocks and are
//! here so that a broad `allow` does not open them, and so that the message says what was tried.
//!
//! Not rows: Kubernetes (its API and services live in private space; a cluster on public addresses
//! must deny its own service range), IBM Cloud's 161.26.0.0/16 and 166.8.0.0/14 and Google's
//! 199.36.153.4/30 and .8/30 (services that ask for credentials; the second carries ordinary
//! downloads where DNS points there), Equinix Metal's metadata host (an ordinary public address of
//! a service that ended), DNS and time servers on link-local addresses.

use core::net::IpAddr;

use super::first_octets::FirstOctets;
use super::ip_prefix::IpPrefix;

/// An address, as a prefix, at which a cloud serves machines their secrets (metadata service).
///
/// # Examples
///
/// ```
/// use boltons::ip::CLOUD_ENDPOINTS;
///
/// let azure = CLOUD_ENDPOINTS
///     .iter()
///     .find(|endpoint| endpoint.prefix.contains([168, 63, 129, 16].into()))
///     .unwrap();
/// assert_eq!(azure.name, "Azure WireServer and DNS");
/// assert!(azure.source.starts_with("https://"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[doc(alias = "metadata")]
#[doc(alias = "imds")]
pub struct CloudEndpoint {
    /// The address, or the addresses.
    pub prefix: IpPrefix,
    /// The name of the service that answers there.
    pub name: &'static str,
    /// Where the service is documented.
    pub source: &'static str,
}

/// The date of [`CLOUD_ENDPOINTS`]: what its authors knew of the sources on that day.
pub const CLOUD_ENDPOINTS_DATE: &str = "2026-11-29";

/// The addresses at which clouds serve machines their secrets (metadata services), sorted by
/// prefix.
///
/// [`Guard`](super::Guard) denies them before it applies its allow rules. The registries of
/// [`SPECIAL_BLOCKS`](super::SPECIAL_BLOCKS) do not list them: 168.63.129.16 is an ordinary public
/// address there.
///
/// The table lists services that serve credentials, user data or control of the machine to any
/// caller inside. It does not list Kubernetes (deny the service range of a cluster on
/// public addresses yourself), service ranges that ask for credentials, and DNS and time servers.
#[doc(alias = "metadata")]
#[doc(alias = "imds")]
pub static CLOUD_ENDPOINTS: &[CloudEndpoint] = &[
    row(
        "100.100.100.200/32",
        "Alibaba Cloud metadata",
        "https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata",
    ),
    row(
        "168.63.129.16/32",
        "Azure WireServer and DNS",
        "https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16",
    ),
    row(
        "169.254.0.23/32",
        "Tencent Cloud metadata",
        "https://www.tencentcloud.com/document/product/213/4934",
    ),
    row(
        "169.254.42.42/32",
        "Scaleway metadata",
        "https://cloudinit.readthedocs.io/en/latest/reference/datasources/scaleway.html",
    ),
    row(
        "169.254.169.254/32",
        "instance metadata of AWS, Azure, Google Cloud, Oracle, OpenStack and others",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html",
    ),
    row(
        "169.254.170.2/32",
        "AWS ECS task credentials",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    ),
    row(
        "169.254.170.23/32",
        "AWS EKS Pod Identity agent",
        "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html",
    ),
    row(
        "192.0.0.192/32",
        "Oracle Cloud Classic metadata",
        "https://docs.oracle.com/en/cloud/iaas/compute-iaas-cloud/stcsg/retrieving-instance-metadata.html",
    ),
    row(
        "fd00:42::42/128",
        "Scaleway metadata",
        "https://cloudinit.readthedocs.io/en/latest/reference/datasources/scaleway.html",
    ),
    row(
        "fd00:c1::a9fe:a9fe/128",
        "Oracle Cloud metadata",
        "https://github.com/oracle/oci-python-sdk/blob/master/src/oci/auth/signers/instance_principals_security_token_signer.py",
    ),
    row(
        "fd00:ec2::23/128",
        "AWS EKS Pod Identity agent",
        "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html",
    ),
    row(
        "fd00:ec2::254/128",
        "AWS instance metadata",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html",
    ),
    row(
        "fd00:a9fe:a9fe::1/128",
        "Akamai metadata",
        "https://cloudinit.readthedocs.io/en/latest/reference/datasources/akamai.html",
    ),
    row(
        "fd20:ce::254/128",
        "Google Cloud metadata",
        "https://cloud.google.com/compute/docs/metadata/querying-metadata",
    ),
    row(
        "fe80::a9fe:a9fe/128",
        "OpenStack metadata",
        "https://docs.openstack.org/nova/latest/user/metadata.html",
    ),
];

const fn row(prefix: &str, name: &'static str, source: &'static str) -> CloudEndpoint {
    CloudEndpoint { prefix: IpPrefix::literal(prefix), name, source }
}

static FIRST_OCTETS: FirstOctets = {
    let mut octets = FirstOctets::new();
    let mut i = 0;
    while i < CLOUD_ENDPOINTS.len() {
        octets = octets.with(CLOUD_ENDPOINTS[i].prefix);
        i += 1;
    }
    octets
};

/// The endpoint that has an address.
#[inline]
pub(super) fn cloud_endpoint(addr: IpAddr) -> Option<&'static CloudEndpoint> {
    if !FIRST_OCTETS.may_hold(addr) {
        return None;
    }
    // Prefixes do not nest, so the last that starts at or before the address is the only one.
    let end = CLOUD_ENDPOINTS.partition_point(|endpoint| endpoint.prefix.first() <= addr);
    CLOUD_ENDPOINTS.get(end.wrapping_sub(1)).filter(|endpoint| endpoint.prefix.contains(addr))
}
