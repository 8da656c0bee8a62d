use super::Topic;
use crate::world::Priority::{High, Low, Normal, Urgent};

pub const GITALY: Topic = Topic {
    name: "Repositories",
    tag: "gitaly",
    weight: 7,
    subjects: &[
        ("Gitaly: 14:failed to connect to all addresses", Urgent),
        (
            "Praefect marks one Gitaly node as unhealthy every hour",
            High,
        ),
        (
            "Repository shows \"No repository\" after storage move",
            High,
        ),
        ("Housekeeping of {{project}} never ends", Normal),
        ("Clone of our monorepo takes {{count}} minutes", Normal),
        ("How large may a repository get?", Low),
    ],
    problems: &[
        "All repositories on storage {{short}} give an error since {{time}}. The Gitaly process is running and listens on 8075.",
        "In our cluster of {{nodes}} Gitaly nodes behind Praefect one is marked as unhealthy again and again. The network between them has been checked.",
        "After moving {{project}} between storages the page says that there is no repository, cloning over SSH still works.",
    ],
    logs: &[
        "{\"error\":\"rpc error: code = Unavailable desc = connection error: desc = \\\"transport: Error while dialing: dial tcp {{ip}}:8075: connect: connection refused\\\"\",\"grpc.code\":\"Unavailable\",\"grpc.method\":\"FindCommit\",\"grpc.service\":\"gitaly.CommitService\",\"correlation_id\":\"{{correlation}}\",\"level\":\"error\"}",
        "GRPC::Unavailable (14:failed to connect to all addresses; last error: UNKNOWN: ipv4:{{ip}}:8075: Failed to connect to remote host: Connection refused):\n  lib/gitlab/gitaly_client.rb:317:in `call'\n  lib/gitlab/gitaly_client/ref_service.rb:31:in `branch_names'",
        "fatal: bad object refs/keep-around/{{sha}}{{sha}}\nerror: Could not read {{sha}}{{sha}}\nfatal: failed to run repack",
    ],
    questions: &[
        "Could you run `gitlab-rake gitlab:gitaly:check` on a Rails node and send gitaly/current from the time of the error?",
        "Please send the output of `praefect -config /var/opt/gitlab/praefect/config.toml dataloss`.",
    ],
    follow_ups: &[
        "Virtual storage: default\n  Repositories:\n    @hashed/6b/86/{{sha}}.git:\n      Primary: gitaly-1\n      In-Sync Storages:\n        gitaly-1, assigned host\n      Outdated Storages:\n        gitaly-2 is behind by 3 changes or less, assigned host",
        "Checking Gitaly ...\nGitaly: ... default ... FAIL: 14:failed to connect to all addresses.\nGitaly: ... Finished",
    ],
    answers: &[
        "The token in `gitaly['configuration'][:auth]` differs between the nodes. With the same token everywhere the health checks pass.",
        "The pack files need one full repack, which the nightly limit cuts off. Running it by hand once outside working hours solves that.",
    ],
};

pub const WORKHORSE: Topic = Topic {
    name: "Uploads and Git over HTTP",
    tag: "workhorse",
    weight: 4,
    subjects: &[
        ("413 Request Entity Too Large on package upload", Normal),
        (
            "badgateway: failed to receive response: context canceled",
            High,
        ),
        ("LFS push fails with 401 behind our reverse proxy", Normal),
        ("SSH push: \"remote: Internal API unreachable\"", Urgent),
    ],
    problems: &[
        "Uploads above {{count}} MB end with 413. `client_max_body_size` is 0 on our own nginx and in gitlab.rb.",
        "Pushing over SSH worked until this afternoon. HTTPS still works. gitlab-shell logs an error when it calls the internal API.",
    ],
    logs: &[
        "{\"correlation_id\":\"{{correlation}}\",\"error\":\"badgateway: failed to receive response: dial unix /var/opt/gitlab/gitlab-rails/sockets/gitlab.socket: connect: connection refused\",\"level\":\"error\",\"method\":\"GET\",\"msg\":\"\",\"uri\":\"/{{project}}\"}",
        "remote: \nremote: ========================================================================\nremote: \nremote: ERROR: Internal API unreachable\nremote: \nremote: ========================================================================\nfatal: Could not read from remote repository.",
    ],
    questions: &[
        "Which proxies are between the client and GitLab, and which of them answers 413? The `Server` header tells.",
        "Could you send us `gitlab-rake gitlab:shell:check` and the time of one failed push?",
    ],
    follow_ups: &[
        "It is our F5, the header says BigIP. Sorry, we did not expect that.",
        "Internal API available: FAILED - Internal API unreachable\ngitlab-shell self-check failed",
    ],
    answers: &[
        "gitlab-shell calls the external address, which your firewall blocks since the change. `gitlab_rails['internal_api_url']` can point to the node itself.",
        "The limit is set in front of GitLab, so it has to be raised there.",
    ],
};

pub const GEO: Topic = Topic {
    name: "Geo",
    tag: "geo",
    weight: 4,
    subjects: &[
        ("Geo secondary {{count}} hours behind primary", High),
        ("Geo: {{number}} job artifacts failed verification", Normal),
        (
            "Planned failover next {{weekday}}: please review our runbook",
            Low,
        ),
        ("Geo secondary not healthy: database replication lag", High),
    ],
    problems: &[
        "Our secondary site in {{group}} shows a replication lag that grows by an hour every day. The network between the sites has {{count}} Mbit/s.",
        "Verification of job artifacts fails for {{number}} files. They exist on both sites, the checksums differ.",
    ],
    logs: &[
        "{\"severity\":\"WARN\",\"class\":\"Geo::EventWorker\",\"message\":\"Blob download failed\",\"replicable_name\":\"job_artifact\",\"model_record_id\":{{number}},\"reason\":\"The file is missing on the Geo primary site\"}",
        "PG::ConnectionBad: could not connect to server: No route to host\n\tIs the server running on host \"{{ip}}\" and accepting TCP/IP connections on port 5432?",
    ],
    questions: &[
        "Please run `gitlab-rake gitlab:geo:check` and `geo:status` on a Rails node of the secondary site and send us the output.",
    ],
    follow_ups: &[
        "Name: {{domain_word}}-secondary\nHealth Status: Unhealthy\nJob Artifacts: 99 % synced, failed {{number}}\nDatabase replication lag: {{number}} seconds",
    ],
    answers: &[
        "The primary prunes its WAL before the secondary has read it. A replication slot with a larger `max_slot_wal_keep_size` closes the gap.",
        "Those artifacts expired on the primary while they were copied. Resynchronising them is safe, the snippet below does so.",
    ],
};
