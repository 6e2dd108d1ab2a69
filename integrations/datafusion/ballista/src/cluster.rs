//! The processes of the cluster, and what each of them registers.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use ballista_core::JobId;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::execution_engine::{
    DefaultExecutionEngine, ExecutionEngine, QueryStageExecutor,
};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::{SchedulerConfig, TaskDistributionPolicy};
use ballista_scheduler::scheduler_process::start_server;
use boltons::ip::IpPrefix;
use boltons_datafusion::IpTable;
use datafusion::error::Result as DataFusionResult;
use datafusion::execution::FunctionRegistry;
use datafusion::execution::session_state::SessionState;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::SessionConfig;
use tokio::sync::oneshot;

use crate::Result;

const EXECUTORS: usize = 2;

/// Reads the table of networks, a prefix and a name per line.
pub fn networks() -> Result<Vec<(IpPrefix, String)>> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/networks.txt"))?;
    let mut networks = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (prefix, name) = line.split_once(' ').ok_or("a line without a name")?;
        networks.push((prefix.parse()?, name.into()));
    }
    Ok(networks)
}

/// Registers the functions, as each process does.
pub fn register(registry: &mut dyn FunctionRegistry, networks: IpTable) -> DataFusionResult<()> {
    boltons_datafusion::register(registry)?;
    registry.register_udf(Arc::new(networks.into()))?;
    Ok(())
}

/// Creates the function of the table of networks.
pub fn network() -> Result<IpTable> {
    // Ballista 55.0 cannot sort rows that have a dictionary.
    Ok(IpTable::new("network", "2026-03-01", networks()?)?.plain())
}

/// A session with the functions, for the scheduler and for the registry of an executor.
fn session(config: SessionConfig, network: IpTable) -> DataFusionResult<SessionState> {
    let mut state = default_session_builder(config)?;
    register(&mut state, network)?;
    Ok(state)
}

/// Runs the scheduler until the standard input ends.
pub async fn scheduler(port: u16) -> Result<bool> {
    let network = network()?;
    let config = SchedulerConfig {
        bind_port: port,
        min_ready_executors: EXECUTORS,
        task_distribution: TaskDistributionPolicy::RoundRobin,
        ..SchedulerConfig::default()
    };
    let config = config
        .with_override_session_builder(Arc::new(move |config| session(config, network.clone())));
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    tokio::select! {
        ended = start_server(cluster, address, Arc::new(config)) => ended?,
        ended = end_of_input() => ended?,
    }
    Ok(true)
}

/// Runs an executor until the standard input ends, and returns the number of its tasks.
pub async fn executor(port: u16, scheduler: u16) -> Result<u64> {
    let registry = BallistaFunctionRegistry::from(&session(SessionConfig::new(), network()?)?);
    let [grpc_port] = free_ports()?;
    let folder = env::temp_dir().join(format!("boltons-ballista-executor-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let engine = Arc::new(Counted::default());
    let config = ExecutorProcessConfig {
        port,
        grpc_port,
        scheduler_host: "127.0.0.1".into(),
        scheduler_port: scheduler,
        scheduler_connect_timeout_seconds: 30,
        vcores: 2,
        work_dir: Some(folder.display().to_string()),
        override_function_registry: Some(Arc::new(registry)),
        override_execution_engine: Some(Arc::clone(&engine) as Arc<dyn ExecutionEngine>),
        ..ExecutorProcessConfig::default()
    };
    let ended = tokio::select! {
        ended = start_executor_process(Arc::new(config)) => ended.map_err(Into::into),
        ended = end_of_input() => ended,
    };
    fs::remove_dir_all(&folder)?;
    ended?;
    Ok(engine.tasks.load(Ordering::Relaxed))
}

/// Ballista's own engine, which counts the tasks that it is given.
#[derive(Default)]
struct Counted {
    engine: DefaultExecutionEngine,
    tasks: AtomicU64,
}

impl ExecutionEngine for Counted {
    fn create_query_stage_exec(
        &self,
        job: JobId,
        stage: usize,
        task: usize,
        partitions: Vec<usize>,
        plan: Arc<dyn ExecutionPlan>,
        folder: &str,
        config: &SessionConfig,
    ) -> DataFusionResult<Arc<dyn QueryStageExecutor>> {
        self.tasks.fetch_add(1, Ordering::Relaxed);
        self.engine.create_query_stage_exec(job, stage, task, partitions, plan, folder, config)
    }
}

async fn end_of_input() -> Result<()> {
    let (send, ended) = oneshot::channel();
    // A thread of its own: the runtime would wait for one of its own when the process ends.
    thread::spawn(move || {
        let ended = io::copy(&mut io::stdin(), &mut io::sink());
        // Nobody waits where the server has ended.
        let _ = send.send(ended);
    });
    ended.await??;
    Ok(())
}

/// Returns ports that nothing listens on at the moment.
pub fn free_ports<const N: usize>() -> Result<[u16; N]> {
    let mut listeners = Vec::new();
    let mut ports = [0; N];
    for port in &mut ports {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        *port = listener.local_addr()?.port();
        listeners.push(listener);
    }
    Ok(ports)
}

/// Waits until the scheduler has its executors.
pub async fn ready(scheduler: u16) -> Result<()> {
    for _ in 0..300 {
        if is_ready(scheduler).unwrap_or(false) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err("no cluster after 30 seconds".into())
}

fn is_ready(scheduler: u16) -> io::Result<bool> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, scheduler))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200 "))
}
