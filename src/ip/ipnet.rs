//! Conversions between the prefixes and interfaces of this module and the networks of the ipnet
//! crate, which keep host bits and are therefore interfaces.

use ::ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::{IpInterface, IpPrefix, Ipv4Interface, Ipv4Prefix, Ipv6Interface, Ipv6Prefix};
use crate::Error;

macro_rules! family {
    ($prefix:ident, $interface:ident, $net:ident) => {
        impl From<$prefix> for $net {
            fn from(prefix: $prefix) -> Self {
                // A prefix's length is at most its family's width, so this does not panic.
                Self::new_assert(prefix.first(), prefix.prefix_len())
            }
        }

        impl TryFrom<$net> for $prefix {
            type Error = Error;

            /// Fails with `is_invalid_argument` if host bits are set.
            fn try_from(net: $net) -> Result<Self, Error> {
                Self::new(net.addr(), net.prefix_len())
            }
        }

        impl From<$interface> for $net {
            fn from(interface: $interface) -> Self {
                // As above.
                Self::new_assert(interface.addr(), interface.prefix_len())
            }
        }

        impl From<$net> for $interface {
            fn from(net: $net) -> Self {
                Self::of_net(net.addr(), net.prefix_len())
            }
        }
    };
}

family!(Ipv4Prefix, Ipv4Interface, Ipv4Net);
family!(Ipv6Prefix, Ipv6Interface, Ipv6Net);

impl From<IpPrefix> for IpNet {
    fn from(prefix: IpPrefix) -> Self {
        match prefix {
            IpPrefix::V4(prefix) => Self::V4(prefix.into()),
            IpPrefix::V6(prefix) => Self::V6(prefix.into()),
        }
    }
}

impl TryFrom<IpNet> for IpPrefix {
    type Error = Error;

    /// Fails with `is_invalid_argument` if host bits are set.
    fn try_from(net: IpNet) -> Result<Self, Error> {
        match net {
            IpNet::V4(net) => Ipv4Prefix::try_from(net).map(Self::V4),
            IpNet::V6(net) => Ipv6Prefix::try_from(net).map(Self::V6),
        }
    }
}

impl From<IpInterface> for IpNet {
    fn from(interface: IpInterface) -> Self {
        match interface {
            IpInterface::V4(interface) => Self::V4(interface.into()),
            IpInterface::V6(interface) => Self::V6(interface.into()),
        }
    }
}

impl From<IpNet> for IpInterface {
    fn from(net: IpNet) -> Self {
        match net {
            IpNet::V4(net) => Self::V4(net.into()),
            IpNet::V6(net) => Self::V6(net.into()),
        }
    }
}
