use super::Topic;
use crate::world::Priority::{High, Low, Normal, Urgent};

pub const LDAP: Topic = Topic {
    name: "Authentication",
    tag: "ldap",
    weight: 8,
    subjects: &[
        (
            "LDAP login fails with \"Invalid credentials\" after upgrade to {{version}}",
            High,
        ),
        ("LDAP group sync removes members every night", Normal),
        (
            "Users blocked by LDAP sync although active in Active Directory",
            High,
        ),
        ("How to map a second LDAP server to one group?", Low),
        (
            "ldap_blocked: {{count}} users cannot sign in this morning",
            Urgent,
        ),
    ],
    problems: &[
        "Since we moved from {{old_version}} to {{version}} our users cannot sign in through LDAP any more. The bind user works with ldapsearch from the same node. Local accounts are fine.",
        "Group sync runs at 02:00 and takes {{count}} members out of {{group}}, the hourly sync then adds some of them back. Nobody changed anything in the directory.",
        "We rotated the certificate of our domain controllers and now every LDAP connection is refused. `verify_certificates` is true and the new CA is in /etc/gitlab/trusted-certs.",
    ],
    logs: &[
        "Could not authenticate you from Ldapmain because \"Invalid credentials for {{user}}\".",
        "LDAP search error: No Such Object\n\nNet::LDAP::Error (Connection refused - connect(2) for {{ip}}:636):\n  lib/gitlab/auth/ldap/adapter.rb:70:in `ldap_search'\n  lib/gitlab/auth/ldap/person.rb:28:in `find_by_uid'",
        "SSL_connect returned=1 errno=0 peeraddr={{ip}}:636 state=error: certificate verify failed (unable to get local issuer certificate)",
    ],
    questions: &[
        "Could you run `gitlab-rake gitlab:ldap:check` on one of the Rails nodes and send us the full output?",
        "Please send us the LDAP part of your gitlab.rb with the passwords removed, and the lines of production_json.log around one failed login.",
    ],
    follow_ups: &[
        "Here is the output:\n\n    Checking LDAP ...\n    LDAP: ... Server: ldapmain\n    LDAP authentication... Success\n    LDAP users with access to your GitLab server (only showing the first 100 results)\n    \tUser output sanitized. Found 0 users of 100 limit.",
        "We see the same with `user_filter` removed. The base is ou=people,dc={{domain_word}},dc=local.",
    ],
    answers: &[
        "The directory answers, but the `base` no longer contains the users after the move of the organisational unit. Setting `base` to the new unit and running `gitlab-ctl reconfigure` should be enough.",
        "From {{version}} on, `verify_certificates` checks the whole chain. Please add the intermediate certificate to /etc/gitlab/trusted-certs and run `gitlab-ctl reconfigure`.",
    ],
};

pub const SAML: Topic = Topic {
    name: "Authentication",
    tag: "saml",
    weight: 6,
    subjects: &[
        (
            "SAML SSO: \"Email has already been taken\" for existing users",
            Normal,
        ),
        ("422 after redirect back from Okta", High),
        ("SAML group links do not grant the Maintainer role", Normal),
        (
            "SSO enforcement blocks our service accounts in {{group}}",
            High,
        ),
        ("Need help to move {{group}} from Okta to Entra ID", Low),
    ],
    problems: &[
        "New users get a 422 page when they come back from the identity provider. Existing users are not affected. The assertion contains the email and the NameID as far as we can tell.",
        "We configured SAML group links for {{group}} and the groups arrive in the assertion, but the users stay Guests.",
        "After we switched on \"Enforce SSO-only authentication for web activity\" our bots get a 404 for every project of {{group}}.",
    ],
    logs: &[
        "{\"severity\":\"ERROR\",\"time\":\"{{time}}\",\"correlation_id\":\"{{correlation}}\",\"message\":\"(saml) Authentication failure! invalid_ticket: OneLogin::RubySaml::ValidationError, Fingerprint mismatch\"}",
        "Completed 422 Unprocessable Entity in 43ms (ActiveRecord: 8.9ms | Elasticsearch: 0.0ms)\n  app/controllers/omniauth_callbacks_controller.rb:223:in `fail_login'",
    ],
    questions: &[
        "Could you capture the SAML response with the browser's developer tools and check that `NameID` has the format `persistent`?",
        "Which attribute carries the groups, and what are its values for one user who is affected?",
    ],
    follow_ups: &[
        "NameID is the email address, format unspecified. The attribute is called `memberOf`.",
        "We changed the NameID format in the test tenant and it behaves the same, screenshot attached.",
    ],
    answers: &[
        "GitLab looks for an attribute named `Groups`. Please rename it in the identity provider; members get their role at the next login.",
        "The fingerprint in your settings belongs to the expired certificate. Replace it with the SHA-256 fingerprint of the new one.",
    ],
};

pub const ERRORS: Topic = Topic {
    name: "Web application",
    tag: "rails",
    weight: 9,
    subjects: &[
        ("500 error on project settings page since {{version}}", High),
        (
            "Whoops, something went wrong on our end: admin area not usable",
            High,
        ),
        (
            "API returns 500 for GET /projects/:id/merge_requests",
            Normal,
        ),
        (
            "Web UI extremely slow for most users, p95 above {{count}} s",
            Urgent,
        ),
        ("Dark theme: labels hard to read on issue boards", Low),
        ("Deploy token sees \"404 Project Not Found\"", Normal),
    ],
    problems: &[
        "Opening Settings > CI/CD in {{project}} gives a 500. Other projects in {{group}} work. It started with the upgrade to {{version}}.",
        "Several times an hour all Puma workers are busy and users get 502. CPU of the Rails nodes is at {{percent}} %.",
        "Our integration that lists merge requests breaks since yesterday. The same call worked for years.",
    ],
    logs: &[
        "NoMethodError (undefined method `id' for nil:NilClass):\n  app/models/ci/runner.rb:312:in `owner_project'\n  app/views/projects/runners/_runner.html.haml:14\n  app/controllers/projects/settings/ci_cd_controller.rb:29:in `show'",
        "ActiveRecord::QueryCanceled (PG::QueryCanceled: ERROR:  canceling statement due to statement timeout):\n  app/finders/issuable_finder.rb:171:in `count_by_state'\n  app/controllers/concerns/issuable_collections.rb:33:in `set_issuables_index'",
        "{\"method\":\"GET\",\"path\":\"/{{project}}/-/settings/ci_cd\",\"status\":500,\"duration_s\":0.{{number}},\"db_count\":61,\"correlation_id\":\"{{correlation}}\",\"username\":\"{{user}}\",\"remote_ip\":\"{{ip}}\"}",
    ],
    questions: &[
        "Could you send the lines of production_json.log with that correlation id, and the output of `gitlab-rake gitlab:env:info`?",
        "Please run `gitlab-psql -c \"select count(*) from ci_runners where runner_type = 3\"` and tell us the number. It only reads.",
    ],
    follow_ups: &[
        "System information\nSystem:\t\tUbuntu 22.04\nGitLab information\nVersion:\t{{version}}-ee\nRevision:\t{{sha}}\nDB Adapter:\tPostgreSQL\nDB Version:\t14.11\nURL:\t\thttps://{{host}}",
        "The correlation id is {{correlation}}. It happens for owners and administrators alike.",
    ],
    answers: &[
        "A runner lost its project when that was deleted. The next patch release handles it; until then the runner can be removed in the Rails console with the lines below.",
        "The slow query counts over a table whose statistics are stale. Please run `ANALYZE issues;` and watch the timings for an hour.",
    ],
};

pub const SIDEKIQ: Topic = Topic {
    name: "Background jobs",
    tag: "sidekiq",
    weight: 5,
    subjects: &[
        (
            "Sidekiq queue has {{number}} jobs and keeps growing",
            Urgent,
        ),
        ("Notification emails arrive hours late", High),
        ("Sidekiq killed by memory killer every few minutes", High),
        ("project_export worker never finishes", Normal),
    ],
    problems: &[
        "Mails, webhooks and pipelines are delayed by up to {{count}} minutes. The dashboard shows {{number}} enqueued jobs, mostly in `authorized_project_update`.",
        "Since {{version}} Sidekiq is restarted by its memory killer all the time. We raised the limit and it only takes longer.",
    ],
    logs: &[
        "{\"severity\":\"WARN\",\"time\":\"{{time}}\",\"class\":\"ProjectExportWorker\",\"jid\":\"{{correlation}}\",\"job_status\":\"fail\",\"error_class\":\"Errno::ENOSPC\",\"error_message\":\"No space left on device @ rb_sysopen\"}",
        "Sidekiq worker RSS {{number}} exceeds maximum RSS 2000000, sending SIGTERM to pid {{pid}}",
    ],
    questions: &[
        "Could you send the output of `gitlab-rails runner 'pp Sidekiq::Queue.all.map { |q| [q.name, q.size, q.latency] }'`?",
        "How many Sidekiq processes run, and with which `queue_groups`?",
    ],
    follow_ups: &[
        "[[\"authorized_project_update:authorized_project_update_user_refresh\", {{number}}, 5211.7],\n [\"mailers\", 1843, 4800.1],\n [\"default\", 96, 12.0]]",
        "One node with {{nodes}} processes, `queue_groups` is ['*'] on each.",
    ],
    answers: &[
        "The refresh jobs come from the change of the membership of one very large group and are safe to run. Adding one process for `authorized_project_update` alone will let the others through.",
        "The export writes to /tmp, which is full. Point `TMPDIR` to the data disk in `gitlab_rails['env']` and start the export again.",
    ],
};

pub const MERGE_REQUESTS: Topic = Topic {
    name: "Code review",
    tag: "merge_requests",
    weight: 6,
    subjects: &[
        ("Merge button spins for ever in {{project}}", High),
        (
            "Merge request diff not shown: \"Something went wrong on our end\"",
            Normal,
        ),
        (
            "Code owners approval not required although CODEOWNERS matches",
            Normal,
        ),
        ("Feature request: default reviewer per directory", Low),
        ("Merge train restarts pipelines without a reason", Normal),
    ],
    problems: &[
        "Merging in {{project}} has not worked since this morning. The button turns into a spinner and stays. A reload shows the merge request still open.",
        "A merge request that touches /infra should ask for approval by @{{group}}/platform, it can be merged without.",
    ],
    logs: &[
        "{\"severity\":\"ERROR\",\"class\":\"MergeWorker\",\"message\":\"Something went wrong during merge: 9:Could not update refs/heads/main. Please refresh and try again.\",\"correlation_id\":\"{{correlation}}\"}",
        "GRPC::DeadlineExceeded (4:Deadline Exceeded):\n  lib/gitlab/gitaly_client/operation_service.rb:141:in `user_merge_branch'",
    ],
    questions: &[
        "Is there a server hook or a push rule on this project? And does the same merge work over the API?",
        "Could you attach your CODEOWNERS file and the list of changed paths of one such merge request?",
    ],
    follow_ups: &[
        "No hooks. The API answers 405 Method Not Allowed.",
        "The section header is `[Infra][2] @{{group}}/platform`. The group was renamed last week, may that be it?",
    ],
    answers: &[
        "The group was renamed, and CODEOWNERS still has the old path, so that section has no owner and asks for nobody.",
        "A stale lock file is left in the repository on the Gitaly node. With the path below it can be removed safely once no Git process uses it.",
    ],
};
