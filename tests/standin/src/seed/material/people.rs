pub const GIVEN_NAMES: &[&str] = &[
    "Aiko", "Alejandra", "Amara", "Anders", "Anjali", "Arthur", "Beatriz", "Bram", "Camille", "Chidi", "Clara", "Daniel", "Diego", "Elif",
    "Emeka", "Emma", "Farid", "Femke", "Freya", "Gabriel", "Giulia", "Hana", "Henrik", "Hugo", "Ines", "Ivan", "Jakub", "Jasmin", "Joana",
    "Jonas", "Kaito", "Karim", "Katarzyna", "Lars", "Leila", "Lena", "Liam", "Lucia", "Maja", "Marek", "Mateo", "Mei", "Miriam", "Mohammed",
    "Nadia", "Nils", "Noor", "Olga", "Omar", "Paula", "Pedro", "Priya", "Quentin", "Rafael", "Ravi", "Robin", "Rosa", "Samira", "Sanne",
    "Søren", "Sven", "Tamar", "Thiago", "Tomáš", "Uma", "Valentina", "Wei", "Xavier", "Yara", "Yusuf", "Zoë",
];

pub const FAMILY_NAMES: &[&str] = &[
    "Abebe", "Almeida", "Andersson", "Bakker", "Bauer", "Bianchi", "Castillo", "Chen", "Costa", "Dubois", "Eriksen", "Fernández", "Fischer",
    "García", "Haddad", "Hansen", "Hoffmann", "Ibrahim", "Ito", "Jansen", "Johansson", "Kaya", "Keller", "Khan", "Kim", "Kowalski", "Kumar",
    "Laurent", "Lindqvist", "Lopez", "Martin", "Meyer", "Moreau", "Müller", "Nakamura", "Nguyen", "Novak", "Nowak", "Okafor", "Okonkwo",
    "Olsen", "Park", "Patel", "Pereira", "Petrov", "Popescu", "Ricci", "Rossi", "Sato", "Schmidt", "Schneider", "Shapiro", "Sharma", "Silva",
    "Singh", "Smith", "Svensson", "Takahashi", "Tanaka", "Torres", "van Dijk", "Virtanen", "Wagner", "Walker", "Weber", "Wójcik", "Yamamoto",
    "Yılmaz", "Zhang",
];

pub const COMPANY_FIRST: &[&str] = &[
    "Aldermoor", "Arctura", "Bluefjord", "Brightwater", "Calderon", "Castellan", "Corvane", "Deltaweave", "Dunmore", "Eastgate", "Emberline",
    "Fallowfield", "Ferrum", "Granite", "Halcyon", "Harrowgate", "Inverlake", "Ironbridge", "Juniper Hill", "Kestrel", "Kingsmere", "Larkspur",
    "Lumenfield", "Marlowe", "Meridian", "Northpoint", "Oakhaven", "Orrin", "Palisade", "Quarrytown", "Ravensworth", "Redcliff", "Silverbirch",
    "Solstice", "Stonebrook", "Tamarind", "Thornbury", "Umbra", "Verdant", "Westmark", "Windermere", "Yarrow", "Zephyr",
];

pub const COMPANY_SECOND: &[&str] = &[
    "Aerospace", "Analytics", "Bank", "Biotech", "Energy", "Foods", "Games", "Health", "Insurance", "Labs", "Logistics", "Media", "Mobility",
    "Networks", "Pharma", "Rail", "Robotics", "Semiconductors", "Software", "Systems", "Telecom", "University",
];

pub const FREE_MAIL: &[&str] = &["freemail.example", "webpost.example", "inbox.example"];

pub const TIME_ZONES: &[&str] =
    &["America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Europe/Amsterdam", "Europe/Berlin", "Europe/London", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"];
