import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One OpenSearch node on the loopback address: {@code Server FOLDER HTTP_PORT TRANSPORT_PORT}, or {@code --version}. */
public final class Server {
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("OpenSearch " + org.opensearch.Version.CURRENT);
      return;
    }
    String self = "127.0.0.1:" + arguments[2];
    OpenSearchRunner runner = new OpenSearchRunner();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner)));
    runner
        .onBuild(
            (number, settings) -> {
              settings.putList("node.roles", "cluster_manager", "data", "ingest");
              settings.put("network.host", "127.0.0.1");
              settings.put("http.port", arguments[1]);
              settings.put("transport.port", arguments[2]);
              settings.putList("discovery.seed_hosts", self);
              settings.putList("cluster.initial_cluster_manager_nodes", self);
            })
        .build(
            OpenSearchRunner.newConfigs()
                .basePath(Path.of(arguments[0]).toAbsolutePath().toString())
                .clusterName("crowsnest-tests")
                .numOfNode(1));
    runner.ensureYellow();
    System.out.println("ready");
    Thread.currentThread().join();
  }

  private static void close(OpenSearchRunner runner) {
    try {
      runner.close();
    } catch (Exception error) {
      System.err.println(error);
    }
  }
}
