use super::Topic;
use crate::world::Priority::{High, Low, Normal};

pub const CHARTS: Topic = Topic {
    name: "Kubernetes",
    tag: "helm_charts",
    weight: 5,
    subjects: &[
        (
            "Helm upgrade to chart for {{version}}: migrations job BackoffLimitExceeded",
            High,
        ),
        ("webservice pods OOMKilled on EKS", High),
        (
            "Operator does not reconcile after certificate change",
            Normal,
        ),
        (
            "Agent for Kubernetes disconnects every {{count}} minutes",
            Normal,
        ),
        (
            "values.yaml for external Gitaly and Redis, please review",
            Low,
        ),
    ],
    problems: &[
        "`helm upgrade` waits for the migrations job until it gives up. The pod restarts {{nodes}} times and never gets ready.",
        "About every hour a webservice pod is killed for its memory, although the limit is above the reference architecture.",
    ],
    logs: &[
        "Error: UPGRADE FAILED: pre-upgrade hooks failed: 1 error occurred:\n\t* job gitlab-migrations-{{nodes}} failed: BackoffLimitExceeded",
        "State:          Waiting\n  Reason:       CrashLoopBackOff\nLast State:     Terminated\n  Reason:       OOMKilled\n  Exit Code:    137",
        "{\"level\":\"error\",\"time\":\"{{time}}\",\"msg\":\"Error handling a connection\",\"mod_name\":\"reverse_tunnel\",\"error\":\"Connect(): rpc error: code = Unavailable desc = closing transport due to: connection error\",\"agent_id\":{{number}}}",
    ],
    questions: &[
        "Could you send `kubectl logs` of the migrations pod and your values.yaml without the secrets?",
        "Please run KubeSOS in the namespace and attach the archive.",
    ],
    follow_ups: &[
        "Checking: custom resources ... WARNING: Not all services were operational, with data migrations completed.",
        "Archive attached. The load balancer in front of KAS is an ALB, if that helps.",
    ],
    answers: &[
        "The ALB closes idle connections after 60 seconds, and the agent's tunnel is idle most of the time. An idle timeout of 4000 seconds ends the reconnects.",
        "The job cannot reach PostgreSQL because the network policy of the new chart version only allows the old label. The fix is one line in values.yaml.",
    ],
};

pub const REGISTRY: Topic = Topic {
    name: "Packages and registry",
    tag: "container_registry",
    weight: 5,
    subjects: &[
        (
            "docker push: denied: requested access to the resource is denied",
            High,
        ),
        (
            "Container registry garbage collection runs out of memory",
            Normal,
        ),
        (
            "npm install from the package registry gives 404 for scoped packages",
            Normal,
        ),
        (
            "Cleanup policy does not delete anything in {{project}}",
            Low,
        ),
        (
            "Pages site of {{group}} shows 404 since {{version}}",
            Normal,
        ),
    ],
    problems: &[
        "Pushing to {{host}}:5050/{{project}} gives \"denied\" for developers. Maintainers can push. It worked before the upgrade.",
        "Our registry bucket has {{count}} TB and grows. The cleanup policy runs every day and says it is done, the bucket stays as large as it was.",
    ],
    logs: &[
        "level=error msg=\"response completed with error\" auth.user.name={{user}} code=DENIED err.detail=\"requested access to the resource is denied\" go.version=go1.21 http.request.host={{host}}:5050",
        "npm ERR! code E404\nnpm ERR! 404 Not Found - GET https://{{host}}/api/v4/projects/{{number}}/packages/npm/@{{group}}%2fui-kit - Not found",
    ],
    questions: &[
        "Is there a protection rule for container repositories in that project?",
        "Which storage driver do you use, and does `registry garbage-collect -m` finish?",
    ],
    follow_ups: &[
        "There is a rule for `release-*` which should not match here.",
        "S3 in eu-central-1. The command is killed after about an hour.",
    ],
    answers: &[
        "The rule's pattern is matched against the whole path, so it does match. With the project's path in front it only covers what you mean.",
        "The policy only removes tags. Untagged layers go with garbage collection, which needs the metadata database for a bucket of that size.",
    ],
};

pub const SEARCH: Topic = Topic {
    name: "Search",
    tag: "advanced_search",
    weight: 3,
    subjects: &[
        ("Advanced search finds nothing in new projects", Normal),
        ("Elasticsearch indexing paused, cannot be resumed", High),
        ("Exact code search: zoekt node offline", Normal),
        ("Migration to OpenSearch 2.x supported?", Low),
    ],
    problems: &[
        "Everything created after {{weekday}} is missing from search results. The number of documents in the index does not change any more.",
    ],
    logs: &[
        "Elasticsearch::Transport::Transport::Errors::Forbidden ([403] {\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"index [gitlab-production] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block]\"}})",
        "{\"severity\":\"INFO\",\"class\":\"ElasticIndexBulkCronWorker\",\"message\":\"Rejected jobs, indexing is paused\",\"queue_size\":{{number}}}",
    ],
    questions: &["Please send us the output of `gitlab-rake gitlab:elastic:info`."],
    follow_ups: &[
        "Indexing enabled: yes\nSearch enabled: yes\nRequests per document: 0\nIndexing paused: yes\nPending migrations: 1\nQueue: {{number}}",
    ],
    answers: &[
        "The disk of the cluster passed its flood stage and the index became read-only. With room made and the block removed, the queue drains by itself.",
    ],
};
