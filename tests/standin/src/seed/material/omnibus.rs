use super::Topic;
use crate::world::Priority::{High, Low, Normal, Urgent};

pub const UPGRADE: Topic = Topic {
    name: "Installation and upgrade",
    tag: "omnibus",
    weight: 8,
    subjects: &[
        (
            "gitlab-ctl reconfigure fails after upgrade to {{version}}",
            Urgent,
        ),
        (
            "Upgrade path from {{old_version}} to {{version}} with zero downtime",
            Low,
        ),
        (
            "dpkg: error processing package gitlab-ee (--configure)",
            High,
        ),
        ("Let's Encrypt certificate is not renewed", Normal),
        ("GPG signature of the package repository expired", Normal),
        (
            "502 Whoops, GitLab is taking too much time to respond",
            Urgent,
        ),
    ],
    problems: &[
        "We upgraded one of our {{nodes}} nodes from {{old_version}} to {{version}} and reconfigure stops half-way. The other nodes still run the old version.",
        "The package installs but its post-install script ends with an error, and now apt refuses to do anything else.",
        "After the reboot of the server only nginx answers, with 502. `gitlab-ctl status` shows everything as running.",
    ],
    logs: &[
        "Running handlers:\nThere was an error running gitlab-ctl reconfigure:\n\nbash[migrate gitlab-rails database] (gitlab::database_migrations line 55) had an error: Mixlib::ShellOut::ShellCommandFailed: Expected process to exit with [0], but received '1'\n---- Begin output of \"bash\" ----\nSTDOUT: rake aborted!\nStandardError: An error has occurred, all later migrations canceled:",
        "FATAL: RuntimeError: letsencrypt_certificate[{{host}}] (letsencrypt::http_authorization line 6) had an error: acme_certificate[staging] had an error: RuntimeError: [{{host}}] Validation failed, unable to request certificate",
        "ok: run: gitaly: (pid {{pid}}) 12s\nok: run: puma: (pid {{pid}}) 1s\ndown: sidekiq: 0s, normally up, want up",
    ],
    questions: &[
        "Could you send us the complete output of `gitlab-ctl reconfigure` and of `gitlab-rake db:migrate:status | grep down`?",
        "Which upgrade stops did you make between the two versions?",
    ],
    follow_ups: &[
        "   down    20240212223930  Finalize backfill of partition id\n   down    20240305182005  Index on p_ci_stages",
        "We went straight from {{old_version}} to {{version}}. Is that the reason?",
    ],
    answers: &[
        "A required stop was left out, and its batched background migrations were not finished. They can be finalised by hand, one after the other, as follows.",
        "Port 80 is closed for the outside, so the HTTP challenge cannot work. Opening it for the renewal or using your own certificate both do.",
    ],
};

pub const DATABASE: Topic = Topic {
    name: "Database",
    tag: "postgresql",
    weight: 5,
    subjects: &[
        (
            "PG::ConnectionBad: FATAL: remaining connection slots are reserved",
            Urgent,
        ),
        ("Patroni switchover every night at 03:00", High),
        (
            "Batched background migration stays at {{percent}} %",
            Normal,
        ),
        ("PostgreSQL 14 to 16: pg-upgrade fails on replica", High),
        (
            "Redis: MISCONF Redis is configured to save RDB snapshots",
            High,
        ),
    ],
    problems: &[
        "PgBouncer refuses connections at peak times. We have {{nodes}} Rails nodes with {{count}} Puma threads in all, and max_connections is {{number}}.",
        "Every night the leader changes. Nothing is scheduled at that time on our side except the snapshot of the machines.",
    ],
    logs: &[
        "ActiveRecord::ConnectionNotEstablished: connection to server at \"{{ip}}\", port 6432 failed: FATAL:  sorry, too many clients already",
        "{{time}} ERROR: failed to update leader lock\n{{time}} INFO: demoting self because DCS is not accessible and I was a leader\npsycopg2.OperationalError: connection to server on socket \"/var/opt/gitlab/postgresql/.s.PGSQL.5432\" failed",
        "PG::DuplicateTable: ERROR:  relation \"index_ci_builds_on_token_encrypted\" already exists",
    ],
    questions: &[
        "Please send us the PgBouncer settings of one node, and `SHOW POOLS;` at a busy time.",
        "Could you send patroni/current of all nodes from 02:55 to 03:10?",
    ],
    follow_ups: &[
        " database              | user   | cl_active | cl_waiting | sv_active | sv_idle | maxwait\n gitlabhq_production   | gitlab |        97 |        {{count}} |       100 |       0 |      14",
        "The snapshot freezes the machine for about 15 seconds. I did not think that this could matter.",
    ],
    answers: &[
        "The freeze is longer than the leader's time to live, so the others take over. Raise `ttl` to 60, or take the snapshot on a replica.",
        "The pool is too small for that many threads; `default_pool_size` 150 with `max_connections` 500 fits your architecture.",
    ],
};

pub const BACKUP: Topic = Topic {
    name: "Backup and restore",
    tag: "backup",
    weight: 4,
    subjects: &[
        (
            "gitlab-backup create aborts with \"file changed as we read it\"",
            High,
        ),
        ("Restore to new server: users must reset two-factor", Normal),
        ("Backup of {{count}} TB takes longer than a day", Normal),
        ("Lost gitlab-secrets.json, what now?", Urgent),
    ],
    problems: &[
        "The nightly backup has failed for {{count}} days. It ends while packing the uploads.",
        "We restored {{version}} on a new machine. Sign-in works, CI variables and two-factor do not, the log says that something could not be decrypted.",
    ],
    logs: &[
        "tar: ./builds: file changed as we read it\nrake aborted!\nBackup::FileBackupError: Failed to create compressed file '/var/opt/gitlab/backups/artifacts.tar.gz'",
        "OpenSSL::Cipher::CipherError:\n  lib/gitlab/crypto_helper.rb:28:in `aes256_gcm_decrypt'\n  app/models/concerns/token_authenticatable_strategies/encrypted.rb:48:in `get_token'",
    ],
    questions: &[
        "Do you still have gitlab-secrets.json of the old machine? Please do not send it to us.",
        "Which strategy do you use, and how much room is left on the backup disk?",
    ],
    follow_ups: &[
        "We use the default strategy, there are {{count}} GB left.",
        "The old machine was wiped on {{weekday}}. We have a copy of /etc from last month.",
    ],
    answers: &[
        "`STRATEGY=copy` copies the files first and packs them afterwards, so nothing changes while tar reads. It needs as much free room again.",
        "The copy from last month contains the right secrets. Put gitlab-secrets.json in place, run reconfigure and then `gitlab-rake gitlab:doctor:secrets`.",
    ],
};
