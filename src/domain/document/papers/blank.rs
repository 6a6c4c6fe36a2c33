//! The blank of every paper: the same parts in the same order, with the questions of the pack, boxes to tick and room to
//! write. It is for when there is no computer, so it is made of the pack alone.

use crate::case::{Case, ReviewRole, VOCABULARY};
use crate::document::{Block, Document, Inline, Line, Section};
use crate::guidance::{Guidance, Prompt, fill};
use crate::when::Today;

use super::{
    Choices, Kind, Paper, closing, deeper, end, hand_over, history, look_back, meeting, part, plain, supervision,
};

/// Questions whose answers are ticked: what kind of answer they take, and the closed list it is from.
const TICKED: &[(&str, &str)] = &[
    ("age-band", "age-band"),
    ("asked-alone", "asked-alone"),
    ("checkpoint", "checkpoint"),
    ("form-shared", "yes-no"),
    ("history-start", "history-start"),
    ("level", "level"),
    ("limits", "contact-limit"),
    ("mapping", "mapping"),
    ("recap", "recap"),
    ("responsibility", "responsibility"),
    ("role-known", "yes-no"),
    ("service-levels", "tier"),
    ("talked", "talked"),
    ("written-plan", "yes-no"),
];

/// Questions whose answers stand in a table: what kind of answer they take, the widths of its columns, their heads, and how
/// many rows there are to write in.
const TABLES: &[(&str, &str, &[&str], usize)] = &[
    ("abuse", "blank", &["abuse.by", "abuse.to", "abuse.kinds", "abuse.effect"], 2),
    ("accounts", "accounts", &["accounts.about", "accounts.worker", "accounts.parent"], 2),
    ("advice", "blank", &["advice.what", "advice.when", "advice.agency", "advice.since"], 3),
    (
        "appointments",
        "blank",
        &["appointment.what", "appointment.when", "appointment.times", "appointment.follows-up"],
        2,
    ),
    ("assessments", "blank", &["assessment.what", "assessment.agency", "assessment.when", "assessment.unresolved"], 3),
    ("attempts", "blank", &["attempt.kind", "attempt.when", "attempt.by", "attempt.outcome"], 3),
    ("challenges", "blank", &["challenge.what", "challenge.agency", "challenge.stage", "challenge.by"], 2),
    ("concerns", "blank", &["concern.basis", "concern.words", "concern.holder", "concern.checked"], 2),
    ("decisions", "decisions", &["decision.what", "decision.owner", "decision.by", "decision.done"], 5),
    ("events", "history", &["paper.when", "paper.what-happened", "paper.how-known", "paper.meaning"], 8),
    ("flags", "blank", &["flag.about", "flag.holder", "flag.basis", "flag.review"], 2),
    ("hand-over", "hand-overs", &["paper.when", "paper.hand-over", "paper.hand-over-first", "paper.acknowledged"], 2),
    ("liaison", "liaisons", &["paper.liaison", "liaison.spoken", "liaison.message", "liaison.next"], 4),
    ("linked-records", "records", RECORDS, 2),
    ("maracs", "blank", &["marac.when", "marac.actions", "marac.done"], 2),
    ("needs", "needs", &["paper.need", "paper.need-planned", "paper.need-action"], 4),
    ("notification-cards", "notifications", NOTIFIED, 2),
    ("orders", "blank", &["order.kind", "order.state", "order.until", "order.children-terms"], 2),
    ("outcomes", "blank", &["outcome.what", "outcome.baseline", "outcome.sign", "outcome.by"], 4),
    ("parents", "blank", &["paper.person", "paper.parent-how", "paper.parent-settled"], 3),
    ("people", "blank", &["paper.person", "person.role", "person.born", "paper.how-known"], 8),
    ("presence", "blank", &["paper.person", "presence.kind", "presence.since", "presence.who-else"], 5),
    (
        "progress",
        "blank",
        &["progress.when", "progress.outcome", "progress.course", "progress.evidence", "progress.change"],
        4,
    ),
    ("receipts", "notifications", NOTIFIED, 2),
    ("records", "records", RECORDS, 6),
    ("seen", "seen", &["paper.when", "paper.seen-who", "paper.seen-how", "paper.seen-by", "paper.note"], 4),
    ("services", "services", SERVICES, 6),
    ("steps", "open", &["paper.still-open", "paper.who-does-what", "decision.by"], 6),
    ("task", "tasks", &["paper.service", "service.task"], 4),
    ("view", "blank", &["paper.offers", "paper.worries", "paper.unknowns"], 2),
];
const RECORDS: &[&str] = &["paper.record", "paper.record-state", "paper.earliest", "paper.gap"];
const NOTIFIED: &[&str] = &["paper.when", "paper.notified-what", "paper.notified-who", "paper.notified-response"];
const SERVICES: &[&str] = &["paper.service", "paper.service-state", "paper.service-purpose", "paper.service-barriers"];

/// How many questions there is room for where a paper asks what the facts raise.
const QUESTIONS: usize = 6;
/// The routes whose questions are asked of every family: they have more room, and their hint.
const CORE: &str = "core";
/// The topic of a family as a whole, of each man, and so on, each in a part of its own after the core.
const DEEPER: &[&[&str]] =
    &[&["children"], &["parents"], &["abuse"], &["plan"], &["knew", "sharing"], &["yours"], &["visit"]];

/// The blank of a paper. Without a day, it leaves room for one. The person of a kind that is about one does not matter.
pub fn blank(guidance: &Guidance, today: Option<Today>, kind: Kind) -> Document {
    let mut case = Case::default();
    if kind == Kind::Training {
        std::rc::Rc::make_mut(&mut case.head).role = Some(ReviewRole::Trainer);
    }
    // Nothing on it depends on the day but the words in its margins.
    let day = today.or_else(|| Today::from_iso(&guidance.edition.date));
    let Some(day) = day else { return Document::default() };
    let choices = Choices::default();
    let paper = Paper {
        whole: &case,
        spoken: Vec::new(),
        case: &case,
        guidance,
        today: day,
        questions: &[],
        left: &[],
        kind,
        choices: &choices,
    };
    let mut form = Form { paper: &paper, left: guidance.prompts.iter().collect(), sections: Vec::new() };
    form.title();
    match kind {
        Kind::Checklist => form.checklist(),
        Kind::Supervision => form.supervision(),
        Kind::Training => form.training(),
        Kind::Man(_) => form.person("adult", &["men", "people", "history", "parents", "abuse", "supervision"]),
        Kind::Child(_) => form.person("child", &["children", "people", "level"]),
        Kind::Chronology(_) => form.chronology(),
        Kind::HandOver => form.hand_over(),
        Kind::Closing => form.closing(),
        Kind::Meeting => form.meeting(),
        Kind::LookBack => form.look_back(),
    }
    let mut document = super::document(&case, guidance, day, paper.title(), false, form.sections);
    if today.is_none() {
        document.margins.date = String::new();
    }
    end::notes(&paper, &mut document);
    document
}

/// A blank in the making.
struct Form<'a> {
    paper: &'a Paper<'a>,
    /// The questions that do not stand on it yet.
    left: Vec<&'a Prompt>,
    sections: Vec<Section>,
}

impl<'a> Form<'a> {
    fn word(&self, key: &str) -> String {
        self.paper.word(key).to_owned()
    }

    fn part(&mut self, key: &str, level: u8, blocks: Vec<Block>) {
        self.sections.push(part(self.word(key), level, blocks));
    }

    /// The title, where it goes, a reminder of orders, and which family it is of.
    fn title(&mut self) {
        let paper = self.paper;
        let mut blocks = Vec::new();
        if paper.is_marked() {
            blocks.push(Block::Note(vec![paper.strong("paper.handling")]));
        }
        if paper.kind != Kind::Training {
            let order =
                vec![Inline::Tick, paper.strong("paper.blank-order"), Inline::Blank, paper.text("paper.live-order")];
            blocks.push(Block::Panel(order));
            let terms = ["paper.reference", "paper.worker", "paper.blank-about", "paper.blank-day"];
            blocks.push(self.terms(&terms));
            blocks.push(Block::WriteLine(self.word("paper.blank-goes-to")));
        } else {
            blocks.push(Block::Note(vec![paper.text("paper.made-up")]));
        }
        self.part(paper.title(), 1, blocks);
    }

    /// Labels, each with a line to write on.
    fn terms(&self, keys: &[&str]) -> Block {
        Block::KeyValues(keys.iter().map(|key| (self.word(key), vec![vec![Inline::LongBlank]])).collect())
    }

    /// A table with rows to write in.
    fn table(&self, kind: &'static str, head: &[&str], rows: usize) -> Vec<Block> {
        deeper::table(self.paper, kind, head, vec![vec![vec![vec![Inline::LongBlank]]; head.len()]; rows])
    }

    /// Takes out the questions that are wanted, in the order of the pack.
    fn take(&mut self, wanted: &dyn Fn(&Prompt) -> bool) -> Vec<&'a Prompt> {
        let (taken, left) = self.left.iter().partition(|prompt| wanted(prompt));
        self.left = left;
        taken
    }

    /// These questions, as blocks.
    fn asked(&mut self, ids: &[&str]) -> Vec<Block> {
        let taken = self.take(&|prompt| ids.contains(&prompt.id.as_str()));
        taken.into_iter().flat_map(|prompt| self.prompt(prompt)).collect()
    }

    /// The questions of these topics that are left, as blocks.
    fn topics(&mut self, topics: &[&str]) -> Vec<Block> {
        let taken = self.take(&|prompt| topics.contains(&prompt.topic.as_str()));
        taken.into_iter().flat_map(|prompt| self.prompt(prompt)).collect()
    }

    /// A question under its number, with what it is answered in: boxes, a table, or lines.
    fn prompt(&self, prompt: &Prompt) -> Vec<Block> {
        let paper = self.paper;
        let slots = [("child", paper.word("paper.this-child")), ("person", paper.word("paper.this-adult"))];
        let mut title = vec![Inline::Strong(format!("{} {}", self.number(prompt), fill(&prompt.text, &slots)))];
        let agencies: Vec<&str> = prompt.agencies.iter().map(|agency| paper.guidance.agency_name(agency)).collect();
        paper.soft(&mut title, agencies.join(paper.word("sentence.and")));
        let is_core = prompt.routes.iter().any(|route| route == CORE);
        let ticked = TICKED.iter().find(|(answer, _)| *answer == prompt.answer);
        let mut lines: Vec<Line> = ticked.map(|(_, set)| self.ticks(set)).unwrap_or_default();
        if let (true, Some(hint)) = (is_core, &prompt.hint) {
            // Boxes may stand in columns: what is said of all of them stands above.
            let hint = Inline::Soft(fill(hint, &slots));
            if lines.is_empty() { lines.push(vec![hint]) } else { title.push(hint) }
        }
        let table = TABLES.iter().find(|(answer, ..)| *answer == prompt.answer);
        if table.is_none() {
            let room = if is_core && ticked.is_none() { 2 } else { 1 };
            lines.extend((0..room).map(|_| vec![Inline::LongBlank]));
        }
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(prompt.under.iter().map(|words| Block::Paragraph(vec![Inline::Strong(words.clone())])));
        blocks.push(Block::Card { title, lines, beside: Vec::new() });
        blocks.extend(table.into_iter().flat_map(|(_, kind, head, rows)| self.table(kind, head, *rows)));
        blocks
    }

    /// The number of a question: its topic, in the order of the screens, and its place there. It is the same on each blank.
    fn number(&self, prompt: &Prompt) -> String {
        let guidance = self.paper.guidance;
        let topic = guidance.topics.iter().position(|topic| topic.id == prompt.topic).unwrap_or_default();
        let of_topic = guidance.prompts.iter().filter(|other| other.topic == prompt.topic);
        let place = of_topic.take_while(|other| other.id != prompt.id).count();
        format!("{}.{}", topic + 1, place + 1)
    }

    /// A box for each value of a closed list.
    fn ticks(&self, set: &str) -> Vec<Line> {
        let keys = VOCABULARY.iter().find(|(known, _)| *known == set).map_or(&[][..], |(_, keys)| *keys);
        let words = |key: &&str| Inline::Text(self.paper.guidance.choice(set, key).to_owned());
        keys.iter().map(|key| vec![Inline::Tick, words(key)]).collect()
    }

    /// Room for what the facts raise, each with what is done about it.
    fn questions(&self) -> Vec<Block> {
        let paper = self.paper;
        let mut row = vec![Inline::Tick, paper.text("paper.talked-about"), Inline::Tick, paper.text("paper.not-now")];
        row.extend([Inline::Blank, paper.text("paper.next-step"), Inline::LongBlank]);
        row.extend([paper.text("paper.owner"), Inline::Blank, paper.text("paper.by"), Inline::Blank]);
        let card = Block::Card { title: vec![Inline::LongBlank], lines: Vec::new(), beside: vec![row] };
        vec![card; QUESTIONS]
    }

    fn working(&mut self) {
        let mut blocks = self.asked(&["G-03"]);
        if blocks.is_empty() {
            blocks.push(Block::WriteLine(self.word("paper.working-write")));
        }
        self.part("paper.working", 2, blocks);
    }

    /// How the history came with the case, and the two questions for the supervisor.
    fn allocation(&mut self) {
        let paper = self.paper;
        self.take(&|prompt| end::SUPERVISION.iter().any(|(id, _)| prompt.id == *id));
        let mut start =
            vec![Inline::Tick, paper.text("paper.handed-over"), Inline::Tick, paper.text("paper.direction")];
        start.extend([Inline::Blank, paper.text("paper.by"), Inline::Blank]);
        self.part("paper.at-allocation", 2, vec![Block::Paragraph(start)]);
        self.sections.push(end::two_questions(paper, &[]));
    }

    fn checklist(&mut self) {
        let start = self.topics(&["start"]);
        if let Some(title) = self.sections.last_mut() {
            title.blocks.extend(start);
        }
        let questions = self.questions();
        self.part("paper.talk", 2, questions);
        self.working();
        let two = end::SUPERVISION.map(|(prompt, _)| prompt);
        let later = self.take(&|prompt| {
            let id = prompt.id.as_str();
            two.contains(&id)
                || deeper::LOOKING_BACK.contains(&id)
                || ["supervision", "training"].contains(&&*prompt.topic)
        });
        drop(later);
        let unexplored = self.asked(history::UNEXPLORED);
        let seen = self.asked(&["C-04", "L-11"]);
        let family = self.topics(&["people"]);
        self.part("paper.family", 2, vec![Block::Note(vec![self.paper.text("paper.copy-for-each-child")])]);
        self.extend(family);
        self.part("paper.seen", 3, seen);
        self.part("paper.men", 2, vec![Block::Note(vec![self.paper.text("paper.copy-for-each-man")])]);
        let men = self.topics(&["men"]);
        self.extend(men);
        for (key, topic) in [("paper.records", "records"), ("paper.history", "history"), ("paper.help", "help")] {
            if topic == "history" {
                self.part("paper.unexplored", 3, unexplored.clone());
            }
            let blocks = self.topics(&[topic]);
            self.part(key, 2, blocks);
        }
        let level = self.topics(&["level", "next"]);
        self.part("paper.level", 2, vec![Block::Note(vec![self.paper.text("paper.level-note")])]);
        self.extend(level);
        self.deeper();
        let last = self.sections.len();
        self.allocation();
        // What everybody signs stands on a page of its own: the deeper questions can be left out.
        if let Some(section) = self.sections.get_mut(last) {
            section.starts_page = true;
        }
        end::sign_off(self.paper, &mut self.sections);
    }

    /// What goes deeper, each topic under its own title.
    fn deeper(&mut self) {
        for (number, topics) in DEEPER.iter().enumerate() {
            let blocks = self.topics(topics);
            let heading = topics.last().and_then(|id| self.paper.guidance.topic(id)).map(|topic| topic.title.clone());
            let mut section = part(heading.unwrap_or_default(), 2, blocks);
            section.starts_page = number == 0;
            self.sections.push(section);
        }
    }

    /// Adds blocks to the last part.
    fn extend(&mut self, blocks: Vec<Block>) {
        if let Some(last) = self.sections.last_mut() {
            last.blocks.extend(blocks);
        }
    }

    fn supervision(&mut self) {
        let family = self.asked(&["M-02"]);
        self.part("paper.family", 2, family);
        self.allocation();
        let heading = self.paper.guidance.topic("supervision").map(|topic| topic.title.clone());
        self.sections.push(part(heading.unwrap_or_default(), 2, Vec::new()));
        let lines = || vec![Block::Paragraph(vec![Inline::LongBlank]); 2];
        for key in ["known-unused", "one-account", "differ", "missing"] {
            self.part(&format!("supervision.{key}"), 3, lines());
        }
        self.part("paper.nobody-talked", 3, lines());
        self.take(&|prompt| prompt.answer == "decisions" || prompt.answer == "sign-off" || prompt.answer == "compare");
        let asked = self.topics(&["supervision"]);
        self.part("paper.for-supervision", 3, asked);
        let rows = deeper::room_for_decisions(self.paper, Vec::new(), supervision::ROOM);
        self.part("paper.decisions", 3, rows);
        self.working();
        end::sign_off(self.paper, &mut self.sections);
        let questions = self.questions();
        self.part("paper.talk", 2, questions);
        self.looking_back();
    }

    fn looking_back(&mut self) {
        let blocks = deeper::looking_back(self.paper, &[]);
        self.part("paper.looking-back", 2, blocks);
    }

    fn training(&mut self) {
        self.take(&|prompt| prompt.answer == "decisions");
        let asked = self.topics(&["training"]);
        self.part("paper.for-training", 2, asked);
        let rows = deeper::room_for_decisions(self.paper, Vec::new(), supervision::ROOM);
        self.part("paper.action-sheet", 2, rows);
    }

    /// What is asked of one person, topic by topic.
    fn person(&mut self, subject: &str, topics: &[&str]) {
        for id in topics {
            let taken = self.take(&|prompt| prompt.topic == *id && prompt.subject == subject);
            let blocks: Vec<Block> = taken.into_iter().flat_map(|prompt| self.prompt(prompt)).collect();
            if !blocks.is_empty() {
                let heading = self.paper.guidance.topic(id).map(|topic| topic.title.clone());
                self.sections.push(part(heading.unwrap_or_default(), 2, blocks));
            }
        }
        let signed = ["paper.name-role", "paper.sign-date"];
        let boxes = ["paper.practitioner", "paper.supervisor"].map(|who| end::signature(self.paper, who, &signed));
        self.part("paper.sign-off", 2, vec![Block::SignOff(boxes.into())]);
    }

    fn chronology(&mut self) {
        let history = self.asked(&["R1-22"]);
        self.part("paper.history", 2, history);
        let rows =
            self.table("history", &["paper.when", "paper.what-happened", "paper.how-known", "paper.meaning"], 12);
        self.extend(rows);
    }

    /// Children and adults, with lines for each.
    fn people(&self) -> Vec<Block> {
        let lines = |count| vec![vec![Inline::LongBlank]; count];
        [("paper.children", 4), ("paper.adults", 6)]
            .map(|(key, count)| deeper::titled(self.word(key), lines(count)))
            .into()
    }

    fn hand_over(&mut self) {
        let line = |number: usize| vec![vec![plain(format!("{number}."))], vec![vec![Inline::LongBlank]; 2]];
        let rows = (1..4).map(line).collect();
        self.part("paper.three-things", 2, deeper::table(self.paper, "things", &[], rows));
        let people = self.people();
        self.part("paper.who-is-who", 2, people);
        let stands =
            ["paper.what-works", "paper.level", "paper.services-now", "paper.steps-to-take", "paper.not-handed-over"];
        let stands = self.terms(&stands);
        self.part("paper.how-things-stand", 2, vec![stands]);
        self.part("paper.received", 2, hand_over::received(self.paper, None));
    }

    fn closing(&mut self) {
        let begun = self.terms(&["paper.presenting", "paper.came-by", "paper.begun"]);
        self.part("paper.why-begun", 2, vec![begun]);
        let ends = ["hand-over.reason", "hand-over.significance", "hand-over.men", "hand-over.continues"];
        let ends = self.terms(&ends);
        self.part("paper.why-ends", 2, vec![ends]);
        let offered = self.table("services", SERVICES, 5);
        self.part("paper.offered", 2, offered);
        let sides = self.asked(&closing::SIDES);
        self.part("paper.each-side", 3, sides);
        let mut changed = self.asked(&["R3-01", "R3-03"]);
        changed.push(self.terms(&["paper.level"]));
        self.part("paper.what-changed", 2, changed);
        self.working();
        let open = self.table("open", &["paper.still-open", "paper.rests-with", "decision.by"], 6);
        self.part("paper.open-with-whom", 2, open);
        let paper = self.paper;
        let mut family =
            vec![paper.text("paper.told-family"), Inline::Tick, paper.text("paper.told-yes"), Inline::Blank];
        family.extend([Inline::Tick, paper.text("paper.received-not"), Inline::Blank]);
        let told = vec![self.terms(&["paper.of-the-closing"]), Block::Paragraph(family)];
        self.part("paper.who-was-told", 2, told);
        let mut back = self.asked(closing::NEXT);
        back.push(Block::WriteLine(self.word("paper.ring-again")));
        self.part("paper.bring-back", 2, back);
        let mut own = self.asked(closing::FEELS);
        own.push(self.terms(&["paper.child-says", "paper.parent-said"]));
        self.part("paper.own-words", 2, own);
        end::sign_off(paper, &mut self.sections);
    }

    fn meeting(&mut self) {
        let mut purpose = vec![Block::WriteLine(self.word("paper.meeting-purpose"))];
        purpose.extend(self.asked(&["R3-06", "R3-11", "R3-05"]));
        self.part("paper.meeting-for", 2, purpose);
        let row = || vec![vec![vec![Inline::LongBlank]], vec![vec![Inline::Tick]], vec![vec![Inline::LongBlank]]];
        let rows = (0..8).map(|_| row()).collect();
        let head = ["paper.invited", "paper.came", "paper.sent-word"];
        self.part("paper.at-the-meeting", 2, deeper::table(self.paper, "there", &head, rows));
        let people = self.people();
        self.part("paper.who-is-who", 2, people);
        let mut outcomes = self.asked(&["R3-01", "R3-03"]);
        outcomes.push(self.terms(&["paper.level"]));
        self.part("paper.outcomes", 2, outcomes);
        let sides = self.asked(meeting::BOTH_SIDES);
        self.part("paper.each-side", 2, sides);
        let offered = self.table("services", SERVICES, 5);
        self.part("paper.offered", 3, offered);
        self.working();
        let head = ["knew.what-and-when", "paper.held-alone", "paper.who-needs-it"];
        let one = self.table("one-agency", &head, 5);
        self.part("paper.one-agency-knows", 2, one);
        let talked = self.table("liaisons", &["paper.liaison", "liaison.spoken", "liaison.message", "liaison.next"], 4);
        self.part("paper.liaisons", 3, talked);
        let draw = vec![vec![vec![vec![self.paper.text("paper.draw-here")]]]];
        self.part("paper.title-picture", 2, deeper::table(self.paper, "draw", &[], draw));
        let questions = self.questions();
        self.part("paper.meeting-questions", 2, questions);
        let rows = deeper::room_for_decisions(self.paper, Vec::new(), 8);
        self.part("paper.decisions", 2, rows);
        let challenges = self.asked(&["LH-01"]);
        self.part("paper.challenges", 3, challenges);
        self.part("paper.sign-off", 2, meeting::sign_off(self.paper));
    }

    fn look_back(&mut self) {
        let note = Block::Note(vec![self.paper.text("paper.look-back-note")]);
        self.extend(vec![note]);
        let head = ["paper.when", "paper.what-happened", "paper.known-how", "paper.known-by", "paper.came-to-mean"];
        let known = self.table("known", &head, 8);
        self.part("paper.known-then", 2, known);
        let told = self.table("notifications", NOTIFIED, 4);
        self.part("paper.we-told", 2, told);
        let later = self.table("later", &["paper.when", "paper.what-happened"], 6);
        self.part("paper.came-later", 2, later);
        self.looking_back();
        let lines = || vec![vec![Inline::LongBlank]; look_back::LINES];
        let learnt = look_back::LEARNT.map(|(key, _)| deeper::titled(self.word(key), lines()));
        self.part("paper.learnt", 2, learnt.into());
        self.part("paper.sign-off", 2, look_back::sign_off(self.paper));
    }
}
