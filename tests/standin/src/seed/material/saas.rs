use super::Topic;
use crate::world::Priority::{High, Low, Normal, Urgent};

pub const ACCESS: Topic = Topic {
    name: "GitLab.com account",
    tag: "gitlab_com",
    weight: 7,
    subjects: &[
        (
            "Locked out: lost two-factor device and recovery codes",
            Normal,
        ),
        ("Namespace {{group}} is taken by an inactive user", Low),
        (
            "GitLab.com: 429 Too Many Requests from our office network",
            High,
        ),
        (
            "Project deleted by accident, please restore {{project}}",
            Urgent,
        ),
        ("Account {{user}} blocked without a reason", High),
        ("Import from Bitbucket stuck at {{percent}} %", Normal),
    ],
    problems: &[
        "I lost my phone, and the recovery codes were on it. I own the group {{group}} and nobody else can approve anything.",
        "A colleague deleted {{project}} about {{count}} minutes ago. It is not in the list of projects to be deleted. We need it back.",
        "All our developers get 429 when they open GitLab.com from the office. At home it works. Our outgoing address is {{ip}}.",
    ],
    logs: &[
        "HTTP/2 429\nretry-after: 60\nratelimit-limit: 2000\nratelimit-name: throttle_authenticated_web\nratelimit-remaining: 0\ncf-ray: {{short}}-FRA",
        "Retry later\n\nRequest ID: {{correlation}}",
    ],
    questions: &[
        "To prove that the account is yours, please add a comment with the text below to a snippet of that account, or answer the questions in the next message.",
        "Could you tell us the exact path of the project, and the time of the deletion in UTC?",
    ],
    follow_ups: &[
        "The path was {{project}}, deleted at {{time}}.",
        "I added the text, and my answers follow:\n1. {{email}}\n2. last month\n3. {{count}} projects",
    ],
    answers: &[
        "The project has been restored. Please check pipelines and issues, and tell us if something is missing.",
        "Thank you, that is enough. Two-factor has been switched off for your account; please switch it on again after signing in.",
    ],
};

pub const LICENSE: Topic = Topic {
    name: "Licence and billing",
    tag: "license",
    weight: 6,
    subjects: &[
        (
            "Cannot activate {{version}} with our new activation code",
            High,
        ),
        ("Seat count shows {{number}}, we bought {{count}}", Normal),
        ("Our subscription expired although we renewed", High),
        (
            "Compute minutes used up on the {{count}}th of the month",
            Normal,
        ),
        ("Please add a second contact to our subscription", Low),
        ("Trial extension for {{organization}}", Low),
    ],
    problems: &[
        "The activation code from the mail is refused. The server has no access to the internet, so we would need the licence as a file.",
        "The page lists {{number}} billable users, among them people who left in spring. We do not want to pay for them at the true-up.",
    ],
    logs: &[
        "{\"severity\":\"ERROR\",\"class\":\"GitlabSubscriptions::ActivateService\",\"errors\":[\"Connection refused - connect(2) for customers.gitlab.com:443\"]}",
    ],
    questions: &[
        "Could you send us the name of the subscription, A-S followed by eight digits, and a screenshot of Admin > Subscription?",
    ],
    follow_ups: &[
        "It is A-S000{{number}}. The screenshot is attached.",
        "We deactivated {{count}} users yesterday and the number is still the same.",
    ],
    answers: &[
        "An offline licence has been sent to the address of the subscription's contact. It can be uploaded under Admin > Settings > General.",
        "The number of billable users is the maximum of the period. From the renewal on it counts anew.",
    ],
};
