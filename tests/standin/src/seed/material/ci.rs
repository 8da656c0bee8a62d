use super::Topic;
use crate::world::Priority::{High, Low, Normal, Urgent};

pub const RUNNER: Topic = Topic {
    name: "GitLab Runner",
    tag: "runner",
    weight: 10,
    subjects: &[
        (
            "Job failed (system failure): prepare environment: exit status 1",
            High,
        ),
        ("Runner {{version}} cannot pull helper image", High),
        (
            "Kubernetes executor: pods stay in Pending until timeout",
            Normal,
        ),
        ("All runners offline since {{weekday}}", Urgent),
        (
            "Docker-in-Docker: Cannot connect to the Docker daemon",
            Normal,
        ),
        (
            "Question about concurrent and request_concurrency in config.toml",
            Low,
        ),
        ("Cache upload to S3 fails with 403 on some jobs", Normal),
    ],
    problems: &[
        "About {{percent}} % of our jobs fail before the script starts. A retry usually helps. The runners are {{version}} with the Kubernetes executor on EKS.",
        "After the update of the runner to {{version}} no job gets further than \"Preparing environment\". With {{old_version}} everything works.",
        "The runner manager shows as online but takes no job. There are {{count}} jobs pending with the right tags.",
    ],
    logs: &[
        "Running with gitlab-runner {{version}} ({{sha}})\n  on {{domain_word}}-runner-{{nodes}} {{short}}, system ID: s_{{sha}}\nPreparing the \"kubernetes\" executor\nERROR: Job failed (system failure): prepare environment: waiting for pod running: timed out waiting for pod to start. Check https://docs.gitlab.com/runner/shells/index.html#shell-profile-loading for more information",
        "ERROR: Preparation failed: failed to pull image \"registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v{{version}}\" with specified policies [always]: Error response from daemon: Get \"https://registry.gitlab.com/v2/\": net/http: request canceled while waiting for connection (manager.go:250:15s)",
        "panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x1a4f3c2]\n\ngoroutine 412 [running]:\ngitlab.com/gitlab-org/gitlab-runner/executors/kubernetes.(*executor).setupBuildPod(0xc000c2e000)\n\t/builds/gitlab-org/gitlab-runner/executors/kubernetes/kubernetes.go:2114 +0x1c2",
        "WARNING: Checking for jobs... failed               runner={{short}} status=couldn't execute POST against https://{{host}}/api/v4/jobs/request: x509: certificate signed by unknown authority",
    ],
    questions: &[
        "Could you send us the config.toml with the tokens removed, and the output of `gitlab-runner --debug run` for one failing job?",
        "Please send `kubectl describe pod` of one pending pod and the quota of the namespace.",
    ],
    follow_ups: &[
        "concurrent = {{nodes}}\ncheck_interval = 3\n\n[[runners]]\n  name = \"{{domain_word}}-eks\"\n  url = \"https://{{host}}\"\n  executor = \"kubernetes\"\n  [runners.kubernetes]\n    namespace = \"ci\"\n    poll_timeout = 180\n    cpu_request = \"500m\"",
        "Events:\n  Warning  FailedScheduling  42s   default-scheduler  0/{{nodes}} nodes are available: insufficient cpu.",
    ],
    answers: &[
        "The cluster cannot start a node within 180 seconds. Raising `poll_timeout` to 600 bridges the time the autoscaler needs.",
        "Your proxy blocks registry.gitlab.com. The helper image can come from your own registry with `helper_image` in config.toml.",
    ],
};

pub const PIPELINES: Topic = Topic {
    name: "CI/CD",
    tag: "ci_cd",
    weight: 8,
    subjects: &[
        ("Pipelines stuck in \"created\" for {{project}}", High),
        (
            "rules:changes runs job although file did not change",
            Normal,
        ),
        (
            "Job token cannot clone submodule after upgrade to {{version}}",
            High,
        ),
        (
            "How to pass artifacts between parent and child pipelines",
            Low,
        ),
        ("include:remote fails with timeout", Normal),
        ("Scheduled pipelines did not run over the weekend", High),
    ],
    problems: &[
        "Since this morning new pipelines in {{project}} stay in \"created\". Other projects of {{group}} are fine. {{count}} developers wait for it.",
        "We use `rules:changes` with `compare_to`, and jobs run which should not. It differs between branch and merge request pipelines.",
        "Cloning a private submodule with CI_JOB_TOKEN worked in {{old_version}} and gives 403 in {{version}}.",
    ],
    logs: &[
        "remote: You are not allowed to download code from this project.\nfatal: unable to access 'https://{{host}}/{{project}}.git/': The requested URL returned error: 403\nfatal: clone of 'https://{{host}}/{{project}}.git' into submodule path 'vendor/shared' failed",
        "{\"severity\":\"ERROR\",\"class\":\"Ci::InitialPipelineProcessWorker\",\"exception.class\":\"ActiveRecord::StatementInvalid\",\"exception.message\":\"PG::CheckViolation: ERROR:  no partition of relation \\\"p_ci_builds\\\" found for row\",\"correlation_id\":\"{{correlation}}\"}",
    ],
    questions: &[
        "Could you send us the .gitlab-ci.yml and the id of one pipeline that shows it?",
        "Is the job token allowlist of the submodule's project switched on? It is under Settings > CI/CD > Job token permissions.",
    ],
    follow_ups: &[
        "The pipeline is #{{number}}. The file is attached, the important part:\n\n    build:\n      rules:\n        - changes:\n            paths: [app/**/*]\n            compare_to: refs/heads/main",
        "Yes, it is on, and the calling project is not in the list.",
    ],
    answers: &[
        "From {{version}} on the allowlist is enforced. Adding {{project}} to it lets the clone through.",
        "A partition is missing because the nightly worker did not run. `gitlab-rake gitlab:db:create_dynamic_partitions` creates it.",
    ],
};
