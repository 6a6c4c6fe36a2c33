//! The closed lists of the case: each value has a stable key, used in files and looked up in the content pack for its words.

use serde_json::Value;

use crate::plain::{Plain, Shape, Word, Wrong, string, unknown_word};

/// Declares a closed list whose values have stable keys.
///
/// The words for each value come from the content pack under `(SET, key)`; see [`super::VOCABULARY`].
macro_rules! choices {
    ($( $(#[$doc:meta])* $name:ident = $set:literal { $( $(#[$vdoc:meta])* $value:ident = $key:literal ),+ $(,)? } )+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            pub enum $name {
                $( $(#[$vdoc])* #[doc = concat!("Key `", $key, "`.")] #[cfg_attr(feature = "schema", schemars(rename = $key))] $value, )+
            }

            impl $name {
                /// The name of this list in the content pack.
                pub const SET: &'static str = $set;
                /// Every value, in the order it is offered.
                pub const ALL: &'static [$name] = &[ $( $name::$value ),+ ];
                /// Every key, in the same order.
                pub const KEYS: &'static [&'static str] = &[ $( $key ),+ ];

                /// The stable key of this value.
                pub fn key(self) -> &'static str {
                    match self { $( $name::$value => $key ),+ }
                }

                /// The value with this key.
                pub fn from_key(key: &str) -> Option<Self> {
                    Some(Self::ALL[place_of(Self::KEYS, key)?])
                }
            }

            impl Choice for $name {
                const SET: &'static str = $set;
                const ALL: &'static [$name] = $name::ALL;
                const KEYS: &'static [&'static str] = $name::KEYS;
                fn key(self) -> &'static str { $name::key(self) }
                fn from_key(key: &str) -> Option<Self> { $name::from_key(key) }
            }

            impl Word for $name {
                fn to_word(&self) -> String { self.key().to_owned() }
                fn from_word(word: &str) -> Option<Self> { Self::from_key(word) }
            }
            impl Plain for $name {
                const SHAPE: Shape = Shape::Choice($set);
                fn to_json(&self) -> Value {
                    Value::String(self.key().to_owned())
                }
                fn from_json(value: Value) -> Result<Self, Wrong> {
                    Ok(Self::ALL[read_place(Self::KEYS, value)?])
                }
            }
        )+

        /// Every list and its keys: what a content pack must have words for.
        pub const VOCABULARY: &[(&str, &[&str])] = &[ $( ($set, $name::KEYS) ),+ ];
    };
}

/// One search for every list, so that it is compiled once.
#[inline(never)]
fn read_place(keys: &[&str], value: Value) -> Result<usize, Wrong> {
    let word = string(value)?;
    place_of(keys, &word).ok_or_else(|| unknown_word(&word))
}

#[inline(never)]
fn place_of(keys: &[&str], key: &str) -> Option<usize> {
    keys.iter().position(|known| *known == key)
}

/// What all closed lists share, so that one form control serves every list.
pub trait Choice: Copy + PartialEq + 'static {
    /// The name of the list in the content pack.
    const SET: &'static str;
    /// Every value, in the order it is offered.
    const ALL: &'static [Self];
    /// Every key, in the same order.
    const KEYS: &'static [&'static str];
    /// The stable key of this value.
    fn key(self) -> &'static str;
    /// The value with this key.
    fn from_key(key: &str) -> Option<Self>;
}

choices! {
    /// What a training file is for. A file without one is the review of a real family.
    ExerciseKind = "exercise-kind" {
        /// A family told in stages, to be written or to be run.
        Scenario = "scenario",
        /// The facilitator's own run, on a projector.
        Group = "group",
        /// One table's copy, which holds no later stage that it can read.
        Table = "table",
        /// What one table said, without the family.
        Outcome = "outcome",
    }
    /// Where the family of an exercise is from.
    ExerciseBasis = "exercise-basis" {
        MadeUp = "made-up", Published = "published",
        /// A review that was changed so that nobody is to be known by it.
        MadeFrom = "made-from",
    }
    /// What a table is asked at each stop: about the family (T-03), or about sharing (R4-11).
    ExerciseAsks = "exercise-asks" { Family = "family", Sharing = "sharing" }
    /// How much time there is: every stage stops, or those of a session of about 45 minutes, or those of a 7-minute meeting.
    ExerciseLength = "exercise-length" { Every = "every", Session = "session", Brief = "brief" }
    /// Whether a table would share (R4-11).
    WouldShare = "would-share" { Yes = "yes", AfterAdvice = "after-advice", NotNow = "not-now", NotAgreed = "not-agreed" }
    /// The moment a review is made at (R1-01, R1-03).
    Checkpoint = "checkpoint" {
        Referral = "referral", Allocation = "allocation", FirstSupervision = "first-supervision",
        NewBirthVisit = "new-birth-visit", StepDown = "step-down", HandOver = "hand-over",
        ReReferral = "re-referral", Visit = "visit",
    }
    /// How the history begins with a new worker: it is handed over, or somebody is directed to establish it (R1-04).
    HistoryStart = "history-start" {
        HandedOver = "handed-over", DirectionGiven = "direction-given", Neither = "neither", NotKnown = "not-known",
    }
    /// How old the youngest child is (S-01). Months are whole and inclusive.
    AgeBand = "age-band" {
        Unborn = "unborn", UnderThreeMonths = "under-3-months", UnderOne = "under-1", OneToTwo = "1-to-2",
        TwoToFour = "2-to-4", FiveToTen = "5-to-10", ElevenAndOver = "11-and-over", NotKnown = "not-known",
    }
    /// What a person is in this family, as a label chooses it. Parentage is never taken from here: see `ParentLink`.
    Role = "role" {
        Child = "child", ChildElsewhere = "child-elsewhere", Mother = "mother", Father = "father", Parent = "parent",
        Partner = "partner", ExPartner = "ex-partner", Grandmother = "grandmother", Grandfather = "grandfather",
        OtherRelative = "other-relative", Carer = "carer", Friend = "friend", Lodger = "lodger",
        Donor = "donor", OtherAdult = "other-adult",
    }
    /// Sex as recorded. `NotKnown` is an answer.
    Sex = "sex" { Female = "female", Male = "male", Other = "other", NotKnown = "not-known" }
    /// Which side of a child's family a relative is on.
    Side = "side" { Mothers = "mothers", Fathers = "fathers", NotKnown = "not-known" }
    /// What kind of parent link this is.
    ParentKind = "parent-kind" {
        Birth = "birth", Alleged = "alleged", Adoptive = "adoptive", Step = "step", Foster = "foster",
        Kinship = "kinship", Donor = "donor", SocialParent = "social-parent", NoMaleCarer = "no-male-carer",
    }
    /// How settled a parent link is (M-03).
    ParentStatus = "parent-status" {
        Agreed = "agreed", Disputed = "disputed", Unknown = "unknown", OnCertificate = "on-certificate",
        Confirmed = "confirmed",
    }
    /// What is known of parental responsibility for one child (M-03). Never assumed.
    Responsibility = "responsibility" {
        CheckedHas = "checked-has", CheckedHasNot = "checked-has-not", ToldHas = "told-has",
        ToldHasNot = "told-has-not", NotKnown = "not-known",
    }
    /// How somebody is present in a child's life (M-09, R4-02).
    PresenceKind = "presence" {
        LivesHere = "lives-here", StaysOver = "stays-over", Visits = "visits", CaresAlone = "cares-alone",
        ContactElsewhere = "contact-elsewhere", ChildStaysThere = "child-stays-there", OnlineOnly = "online-only",
        NoContact = "no-contact", NotKnown = "not-known",
    }
    /// What two adults are or were to each other (M-02, LB-04).
    TieKind = "tie" {
        Partners = "partners", Brief = "brief", NeverLivedTogether = "never-lived-together", OnOff = "on-off",
        Separated = "separated", Divorced = "divorced", ParentAndAdultChild = "parent-and-adult-child",
        Siblings = "siblings", Other = "other", NotKnown = "not-known",
    }
    /// How a pregnancy ended without a living child.
    Loss = "loss" {
        Miscarriage = "miscarriage", Stillbirth = "stillbirth", EndedPregnancy = "ended-pregnancy", NotSaid = "not-said",
    }
    /// How two people get on. What somebody does to another is `Abuse`.
    BondKind = "bond" {
        Close = "close", Distant = "distant", Conflict = "conflict", CutOff = "cut-off", NotKnown = "not-known",
    }
    /// How far a record could be looked at (R1-02).
    RecordState = "record-state" {
        Complete = "complete", Partial = "partial", CannotReach = "cannot-reach", NotLookedAt = "not-looked-at",
    }
    /// What kind of thing happened: the areas in which history can recur (R1-22).
    Theme = "theme" {
        DomesticAbuse = "domestic-abuse", MentalHealth = "mental-health", Substances = "substances",
        ParentsChildhood = "parents-childhood", Injury = "injury", ChildDevelopment = "child-development",
        Isolation = "isolation", Separation = "separation", Move = "move", Housing = "housing", Money = "money",
        ServicesCameAndWent = "services-came-and-went", PoliceOrCourt = "police-or-court",
        BirthOrPregnancy = "birth-or-pregnancy", NewAdult = "new-adult", Warning = "warning", Strength = "strength",
        Other = "other",
    }
    /// What kind of knowledge a statement is.
    Standing = "standing" {
        FactSeen = "fact-seen", Reported = "reported", Allegation = "allegation", Opinion = "opinion",
        Finding = "finding",
    }
    /// How a statement reached the record (R1-23).
    Route = "route" {
        ToldByParent = "told-by-parent", ToldByChild = "told-by-child", ToldByHimself = "told-by-person-concerned",
        ToldBySomeoneElse = "told-by-someone-else", ToldToOtherStaff = "told-to-other-staff", OwnRecord = "own-record", OtherRecord = "other-record",
        Seen = "seen", Police = "police", Court = "court", NotRecorded = "not-recorded",
    }
    /// Whether a history item was talked about with the parent (R1-08).
    Talked = "talked" { Yes = "yes", NotYet = "not-yet", NotSafe = "not-safe", NotRightTime = "not-right-time" }
    /// What was tried to include a father or male carer (M-13).
    AttemptKind = "attempt" {
        AskedAbout = "asked-about", AskedDirectly = "asked-directly", Invited = "invited", Met = "met",
        Declined = "declined", Unsafe = "unsafe", CannotTrace = "cannot-trace", NoneYet = "none-yet",
    }
    /// What kind of order or condition protects somebody (M-06).
    OrderKind = "order" {
        NonMolestation = "non-molestation", Occupation = "occupation", Restraining = "restraining",
        ProhibitedSteps = "prohibited-steps", ChildArrangements = "child-arrangements",
        DomesticAbuseProtection = "domestic-abuse-protection", BailCondition = "bail-condition",
        LicenceCondition = "licence-condition", Other = "other",
    }
    /// Whether an order stands.
    OrderState = "order-state" { InForce = "in-force", Ended = "ended", NotKnown = "not-known" }
    /// What a concern about a person rests on, said exactly (R4-03).
    Basis = "basis" {
        Conviction = "conviction", Charge = "charge", Bail = "bail", Licence = "licence",
        FamilyCourtFinding = "family-court-finding", Section47 = "section-47", Marac = "marac", Mappa = "mappa",
        Order = "order", ProfessionalConcern = "professional-concern", SelfReport = "self-report",
        Hearsay = "hearsay", MentionedOnly = "mentioned-only",
    }
    /// Whether something told was checked with whoever would know (M-05).
    Checked = "checked" { Checked = "checked", NotChecked = "not-checked", NotKnown = "not-known" }
    /// A plain three-way answer.
    YesNo = "yes-no" { Yes = "yes", No = "no", NotKnown = "not-known" }
    /// An offer of help through its life (R3-08).
    OfferState = "offer" {
        Offered = "offered", AskedFor = "asked-for", Accepted = "accepted", Started = "started",
        Attending = "attending", Paused = "paused", Stopped = "stopped", DidNotStart = "did-not-start",
        Declined = "declined", NeverHeardBack = "never-heard-back", Finished = "finished",
    }
    /// What made help hard to use (R3-10).
    Barrier = "barrier" {
        Travel = "travel", Childcare = "childcare", Cost = "cost", Timing = "timing", Format = "format",
        Trust = "trust", Understanding = "understanding", TooMuchAtOnce = "too-much-at-once", NotAsked = "not-asked",
    }
    /// Where and how a child was seen (L-02).
    Place = "place" {
        Home = "home", Clinic = "clinic", Nursery = "nursery", School = "school", Phone = "phone", Video = "video",
        OtherHome = "other-home", Elsewhere = "elsewhere",
    }
    /// How a child was when seen (LD-01).
    Awake = "awake" { Awake = "awake", Asleep = "asleep", NotRecorded = "not-recorded" }
    /// Whether a notification reached somebody (I-01).
    Receipt = "receipt" { Received = "received", NotReceived = "not-received", NotKnown = "not-known" }
    /// What is known of whether an agency knows of an event, where it does not hold it. That nobody asked is an empty field.
    Telling = "telling" {
        Told = "told", NotTold = "not-told", DoesNotHold = "does-not-hold", NotKnown = "not-known",
    }
    /// What a flag is for (R4-01). Risk to a child and risk to staff are never one flag.
    FlagKind = "flag" {
        RiskToChild = "risk-to-child", VictimHeardAtMarac = "victim-heard-at-marac", Mappa = "mappa",
        Address = "address", RiskToStaff = "risk-to-staff",
    }
    /// What a flag is tied to (R4-02).
    FlagReach = "flag-reach" { Household = "household", Person = "person", NotKnown = "not-known" }
    /// What is being passed on (R1-14).
    HandOverKind = "hand-over" { StepDown = "step-down", HandOver = "hand-over", Closure = "closure", Referral = "referral" }
    /// What an action deals with (R1-17).
    DealsWith = "deals-with" { Danger = "danger", Effect = "effect", Both = "both", NotKnown = "not-known" }
    /// The Kent Support Level of a child, as decided by a person. The order says nothing of a family.
    SupportLevel = "level" { One = "1", Two = "2", Three = "3", Four = "4" }
    /// The health-visiting service level, a separate scale (K-04).
    ServiceTier = "tier" { Community = "community", Universal = "universal", Targeted = "targeted", Specialist = "specialist", NotKnown = "not-known" }
    /// Whether an indicator was relied on for a child.
    Relied = "relied" { Yes = "yes", No = "no", NotKnown = "not-known", NotAsked = "not-asked", DoesNotApply = "does-not-apply" }
    /// The answers every question accepts.
    AnswerState = "answer" {
        NotAsked = "not-asked", Known = "known", NotKnown = "not-known", Declined = "declined",
        NotSafe = "not-safe", NotRightTime = "not-right-time", DoesNotApply = "does-not-apply",
    }
    /// Where an open question stands.
    StepState = "step" { Open = "open", HasStep = "has-step", Considered = "considered", Settled = "settled" }
    /// The handling mark on paper.
    Handling = "handling" { OfficialSensitive = "official-sensitive", None = "none" }
    /// Who uses the review (R1-05, T-01).
    ReviewRole = "review-role" { Practitioner = "practitioner", Supervisor = "supervisor", Trainer = "trainer" }
    /// What limited contact with the family (G-05).
    ContactLimit = "contact-limit" {
        PhoneOnly = "phone-only", VideoOnly = "video-only", ClinicOnly = "clinic-only", Shielding = "shielding",
        NoTimeAlone = "no-time-alone", NoInterpreter = "no-interpreter", None = "none",
    }
    /// Whether the family was mapped with them, and how (R1-09).
    Mapping = "mapping" { InPerson = "in-person", ByPhone = "by-phone", FromRecords = "from-records", NotDone = "not-done" }
    /// How a parent told a plan back (LC-01).
    RecapHow = "recap" {
        OwnWords = "own-words", Drawing = "drawing", WalkedThrough = "walked-through", TextBack = "text-back",
        Other = "other",
    }
    /// How a family came from one service to another (E-03).
    Handed = "handed" {
        Signpost = "signpost", Referral = "referral", WarmHandOver = "warm-hand-over", NotKnown = "not-known",
    }
    /// Whether an offer is inside the rules of its pathway (R3-18).
    Pathway = "pathway" { Inside = "inside", Outside = "outside", NotKnown = "not-known" }
    /// How an injury was explained (R1-13). "Not shown to be" is never "ruled out".
    Explained = "explained" {
        Accepted = "accepted", NotEvidenced = "not-evidenced", RuledOut = "ruled-out", NotExplained = "not-explained",
        NotKnown = "not-known",
    }
    /// How somebody was asked about abuse, if at all.
    AskedAlone = "asked-alone" {
        Alone = "alone", PartnerThere = "partner-there", ThroughFamily = "through-family", NotAsked = "not-asked",
        NotKnown = "not-known",
    }
    /// What was seen of the places a child lives in (LD-02).
    Space = "space" {
        Sleeps = "sleeps", Eats = "eats", Plays = "plays", OtherHome = "other-home", Nursery = "nursery",
    }
    /// What was looked at when a child was seen (L-03).
    Observed = "observed" {
        Appearance = "appearance", Play = "play", WithParent = "with-parent", Feeding = "feeding", Mood = "mood",
        Development = "development",
    }
    /// What was done about a notification (I-01).
    Response = "response" { Call = "call", Visit = "visit", Meeting = "meeting", None = "none", NotKnown = "not-known" }
    /// Whose record carries a flag (R4-09).
    RecordOf = "record-of" { Survivor = "survivor", Child = "child", PersonPosingRisk = "person-posing-risk", Address = "address" }
    /// Why a flag ended (R2-06).
    FlagEnd = "flag-end" { RiskFell = "risk-fell", ServiceEnded = "service-ended", Mistake = "mistake", NotKnown = "not-known" }
    /// Where an assessment stands (R1-12).
    AssessmentState = "assessment-state" {
        Finished = "finished", Unfinished = "unfinished", NeverHappened = "never-happened", NotKnown = "not-known",
    }
    /// What kind of abuse (LB-01).
    AbuseKind = "abuse-kind" {
        Physical = "physical", Emotional = "emotional", Control = "control", Sexual = "sexual", Money = "money",
        Harassment = "harassment", Online = "online", NotKnown = "not-known",
    }
    /// Between whom abuse ran (LB-04).
    Between = "between" {
        Partners = "partners", ExPartners = "ex-partners", ParentAndAdultChild = "parent-and-adult-child",
        FamilyMembers = "family-members", OtherRelatives = "other-relatives", NotKnown = "not-known",
    }
    /// Who says who did it (LB-02).
    Claims = "claims" { OneWay = "one-way", BothWays = "both-ways", NotKnown = "not-known" }
    /// What advice was about (R3-14).
    AdviceTopic = "advice" {
        Sleep = "sleep", Feeding = "feeding", Crying = "crying", Play = "play", Behaviour = "behaviour",
        Routine = "routine", SafetyAtHome = "safety-at-home", Health = "health", Relationships = "relationships",
        Money = "money", Other = "other",
    }
    /// How often a child was not brought (L-08).
    Times = "times" {
        Once = "once", Twice = "twice", AtLeastTwice = "at-least-twice", More = "more", NotKnown = "not-known",
    }
    /// How an outcome is going (R3-03).
    Course = "course" { Better = "better", Same = "same", Worse = "worse", NotKnown = "not-known" }
    /// What may hold a change back (LE-01).
    HoldsBack = "holds-back" {
        Cannot = "cannot", DoesNotWant = "does-not-want", NotUnderstood = "not-understood", NotKnown = "not-known",
    }
}
