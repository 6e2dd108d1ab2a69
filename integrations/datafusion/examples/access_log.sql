-- The main figures of examples/access_log over a table of requests:
-- log(client, time, method, path, status, bytes, agent, vhost)

-- totals
SELECT count(*) AS requests, sum(bytes) AS bytes, count(*) - count(bytes) AS no_size,
       count(*) - count(method) AS malformed
FROM log;

-- statuses
SELECT CAST(status AS VARCHAR) AS status, count(*) AS requests
FROM log
GROUP BY status
ORDER BY status;

-- hours
SELECT time - time % 3600 AS hour, count(*) AS requests, coalesce(sum(bytes), 0) AS bytes,
       count(*) FILTER (WHERE status BETWEEN 400 AND 499) AS client_errors,
       count(*) FILTER (WHERE status BETWEEN 500 AND 599) AS server_errors
FROM log
GROUP BY time - time % 3600
ORDER BY hour;

-- clients
SELECT client, count(*) AS requests, coalesce(sum(bytes), 0) AS bytes,
       count(*) FILTER (WHERE status BETWEEN 400 AND 599) AS errors
FROM log
WHERE is_ip(client)
GROUP BY client
ORDER BY requests DESC, client;

-- hosts
SELECT client AS host, count(*) AS requests
FROM log
WHERE NOT is_ip(client)
GROUP BY client
ORDER BY requests DESC, host;

-- networks: each address in the smallest that has 1 % of the requests
WITH clients AS (
  SELECT client, count(*) AS requests, coalesce(sum(bytes), 0) AS bytes
  FROM log
  WHERE is_ip(client)
  GROUP BY client
), least AS (
  SELECT greatest(2, ceil(sum(requests) / 100.0)) AS bound FROM clients
), small AS (
  SELECT *, sum(requests) OVER (PARTITION BY network) AS together
  FROM (SELECT *, ip_prefix(client, 32, 64) AS network FROM clients)
), middle AS (
  SELECT *, sum(requests) OVER (PARTITION BY network) AS together
  FROM (SELECT client, requests, bytes, ip_prefix(client, 24, 48) AS network
        FROM small WHERE together < (SELECT bound FROM least))
), large AS (
  SELECT *, sum(requests) OVER (PARTITION BY network) AS together
  FROM (SELECT client, requests, bytes, ip_prefix(client, 16, 32) AS network
        FROM middle WHERE together < (SELECT bound FROM least))
)
SELECT network, sum(requests) AS requests, count(*) AS clients, sum(bytes) AS bytes
FROM (SELECT network, requests, bytes, together FROM small
      UNION ALL SELECT network, requests, bytes, together FROM middle
      UNION ALL SELECT network, requests, bytes, together FROM large)
WHERE together >= (SELECT bound FROM least)
GROUP BY network
ORDER BY requests DESC, network;

-- not_public
SELECT coalesce(ip_special(client),
                CASE WHEN ip_in(client, '224.0.0.0/4 ff00::/8') THEN 'Multicast' ELSE 'Other' END)
         AS block,
       count(*) AS requests
FROM log
WHERE NOT ip_is_public_unicast(client)
GROUP BY block
ORDER BY requests DESC, block;

-- paths
SELECT path, count(*) AS requests, coalesce(sum(bytes), 0) AS bytes,
       count(*) FILTER (WHERE status BETWEEN 400 AND 499) AS client_errors,
       count(*) FILTER (WHERE status BETWEEN 500 AND 599) AS server_errors
FROM log
WHERE path IS NOT NULL
GROUP BY path
ORDER BY requests DESC, path;

-- not_found
SELECT path, count(*) AS requests
FROM log
WHERE status = 404 AND path IS NOT NULL
GROUP BY path
ORDER BY requests DESC, path;

-- agents
SELECT agent, count(*) AS requests
FROM log
WHERE agent IS NOT NULL
GROUP BY agent
ORDER BY requests DESC, agent;

-- vhosts
SELECT vhost, count(*) AS requests
FROM log
WHERE vhost IS NOT NULL
GROUP BY vhost
ORDER BY requests DESC, vhost;
