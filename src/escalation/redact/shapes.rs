//! How the tokens of services are recognised.

/// What follows a prefix.
#[derive(Clone, Copy)]
pub(super) enum Body {
    /// Letters, digits, `_`, `-`, and dots between them.
    Dotted,
    /// Letters, digits and `_`.
    Plain,
    /// Letters, digits, `_` and `-`, a digit among them: the prefix is a word.
    Numbered,
    /// Sixteen letters and digits or more without order, or a UUID: the prefix is short or a word.
    Mixed,
    /// Capitals and digits.
    Capitals,
    /// Letters and digits, a digit among them, nothing else: the prefix is an English word.
    Alphanumeric,
    /// Thirty-two lower-case hexadecimal digits or more.
    Hex,
    /// Twenty-four letters and digits.
    Exactly24,
    /// Thirty-two letters and digits.
    Exactly32,
    /// What a hash of a password is made of.
    Crypt,
    /// Base64.
    Base64,
}

/// Prefixes by what follows them, and whether they may follow a letter or digit directly: one that is
/// part of a word may not. GitLab's are those of "Token prefixes" in its token overview, the others
/// those that public lists of secret scanners agree on.
pub(super) static SHAPES: [(Body, bool, &str); 30] = [
    (
        Body::Dotted,
        true,
        "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glsoat- glagent- gloas- glimt- glffct- glwt- GR1348941 GOCSPX- xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe-",
    ),
    (
        Body::Dotted,
        true,
        "xoxe.xoxp- xoxe.xoxb- xapp- whsec_ dckr_pat_ sq0atp- sq0csp- xkeysib- tskey- sha256~ xoxc- xoxd- gluat- SWMTKN-1- dckr_oat_ sntrya_ xsmtpsib-",
    ),
    (
        Body::Dotted,
        true,
        "sk-svcacct- sk-admin- sk-or-v1- sk-None- CCIPAT_ CCIPRJ_",
    ),
    (
        Body::Capitals,
        false,
        "DO00 AKIA ASIA ABIA ACCA API- AKLT ALTAK APKA AIDA AROA AGPA ANPA ANVA ASCA A3T AKID",
    ),
    (
        Body::Dotted,
        false,
        "AIza ya29. 1//0 SG. hvs. hvb. hvr. sk-proj- sk-ant- ATATT3 ATCTT3 PMAK- NRAK- NRII- dp.pt. dp.st. sntryu_ ops_eyJ figd_ pscale_ fo1_ pat-na1-",
    ),
    (
        Body::Dotted,
        false,
        "pat-eu1- amzn.mws. gAAAAA sm_aat_ sm_pat_ sm_sat_ sb_secret_ sb_publishable_ dt0c01. dt0s01. dt0s16. EAACEdEose0cB sk.eyJ pk.eyJ",
    ),
    (
        Body::Dotted,
        false,
        "tk.eyJ v2.local. v4.local. v3.local. v4.public. v2.public. api_live. api_sandbox. FwoGZXIvYXdzE IQoJb3JpZ2lu pypi- dp.ct. dp.scim. dp.audit. dp.sa.",
    ),
    (
        Body::Dotted,
        false,
        "eyJrIjoi PMAT- CFPAT- pplx- nvapi- lsv2_pt_ lsv2_sk_ tvly- pcsk_ mlsn. dnkey- fio-u- s-s4t2ud- s-s4t2af- CLOJARS_ FLWPUBK_TEST- FLWSECK_TEST- FLWSECK-",
    ),
    (
        Body::Dotted,
        false,
        "FLWPUBK- RGAPI- HRKU- apify_api_ duffel_test_ duffel_live_ shippo_live_ shippo_test_ rzp_live_ rzp_test_ samsara_api_ pdl_live_ pdl_sdbx_ polar_pat_",
    ),
    (
        Body::Dotted,
        false,
        "ory_st_ ory_pat_ ory_at_ ory_rt_ NRJS- NRSP- NRRA- NRIQ-",
    ),
    (
        Body::Plain,
        true,
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ dop_v1_ doo_v1_ dor_v1_",
    ),
    (
        Body::Plain,
        false,
        "sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_ shpat_ shpss_ glsa_ hf_ lin_api_ AKCp LTAI sqp_ squ_ sqa_ gsk_ r8_ sgp_ nfp_ sbp_ ntn_ shpca_",
    ),
    (Body::Plain, false, "shppa_"),
    (Body::Alphanumeric, false, "key- pubkey- sk- rubygems_"),
    (Body::Numbered, false, "npm_ ATBB secret_ EAAA oy2"),
    (Body::Capitals, true, "AGE-SECRET-KEY-1"),
    (Body::Hex, false, "dapi pul- SK AC md5 p8e-"),
    (Body::Exactly24, false, "s."),
    (Body::Exactly32, false, "cio"),
    (Body::Crypt, false, "SCRAM-SHA-256$ sntrys_"),
    (
        Body::Crypt,
        true,
        "$1$ $2a$ $2b$ $2y$ $5$ $6$ $y$ $argon2 $apr1$ {SSHA} {CRYPT} {PLAIN} {CLEARTEXT} {CLEAR} Fe26.2* {SHA} {SHA256} {SHA512} {SSHA256} {SSHA512} {BCRYPT} {MD5} {SMD5} pbkdf2_sha256$",
    ),
    (
        Body::Crypt,
        true,
        "pbkdf2_sha1$ bcrypt$ argon2$ $2x$ $7$ $sha1$ $8$ $9$ $14$ $krb5 {xor}",
    ),
    (
        Body::Mixed,
        false,
        "re_ key_ live_ test_ pat_ sat_ api- ext_ sc_ scauth_ authress_ nk_ fw_ pt_ rt_ at_ uk_ cr_ tok_ tkn_ pk_ sk_ rk_ ak_ prod_ b_ mob- sdk- o. sl. t1.",
    ),
    (
        Body::Mixed,
        false,
        "AAAAAAAAAA pa- bb_ k_ seam_ dg_ cs_live_ cs_test_ seti_ ak- sess- sess_ gapi_ kfk_ sp_ EAAM EAAG EAAB EAAC EAAJ EAAD ico- xai- vca_ vcp_ secret-live-",
    ),
    (
        Body::Mixed,
        false,
        "secret-test- tk-us- sub-c- sec-c- AVNS_ glfat- api_org_ pnu_ pnb_ rdme_ tfp_ rnd_ snyk_ phx_ phc_ figo_ aio_ waka_ vtwn_ unkey_ rootly_ mka_ rpa_ psp_",
    ),
    (
        Body::Mixed,
        false,
        "akab- e2b_ jina_ zpka_ flb_live_ flb_ lmnt_ xau_ cfk_ cfut_ cfat_ trp_ sctoken_ pk_prod_ sk_prod_ ccpat_ sgd_ sgph_ figpat_ bkua_ bkct_ bkpt_ bkaj_",
    ),
    (
        Body::Mixed,
        false,
        "secret-token: IGQV AQVN hcp. SCW ATTA ATOA pat pub-c-",
    ),
    (
        Body::Base64,
        true,
        "LS0tLS1CRUdJTiBSU0Eg LS0tLS1CRUdJTiBQUklW LS0tLS1CRUdJTiBPUEVO LS0tLS1CRUdJTiBFQyBQ LS0tLS1CRUdJTiBFTkNS LS0tLS1CRUdJTiBEU0Eg LS0tLS1CRUdJTiBQR1Ag",
    ),
    (Body::Base64, true, "cmVmdGtuO"),
    (Body::Base64, false, "ABSK fm1r_ fm1a_ fm2_ glc_"),
];
