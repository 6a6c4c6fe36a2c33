//! The facts themselves. Every field may be left: an empty field means *not asked*.

use super::choices::*;
use super::{AgencyId, Change, EventId, FactId, OutcomeId, PersonId, Several};
use crate::plain::plain_struct;
use crate::sorted::Sorted;
use crate::when::{DateProblem, Reading, Today, When};

use serde_json::Value;

/// Declares a fact: every field is optional on disk, and a field this version does not know is refused
/// (the reader then keeps the whole fact aside, see `save`).
macro_rules! fact {
    ($( $(#[$doc:meta])* $name:ident $(as $shape:ident)? { $( $(#[$fdoc:meta])* $field:ident : $type:ty ),* $(,)? } )+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, PartialEq, Eq, Debug, Default)]
            #[cfg_attr(
                feature = "schema",
                derive(schemars::JsonSchema),
                schemars(default, deny_unknown_fields, rename_all = "kebab-case")
            )]
            pub struct $name {
                $( $(#[$fdoc])* pub $field: $type, )*
            }
            plain_struct!($name $(as $shape)? { $($field),* });
        )+
    };
}

fact! {
    /// Who said so, how it reached us, and when it was said or seen (R1-23).
    Source as Source {
        /// A role label or agency, as typed: "Mother", "nursery key worker".
        who: String,
        /// How it reached the record.
        route: Option<Route>,
        /// When it was said or seen.
        when: When,
        /// A second, separate account or record that says the same.
        also: String,
        /// Whose file it came with, where that is not this review's own.
        agency: AgencyId,
    }

    /// What this review is: one per case.
    Head {
        /// A label the worker chooses. Not a name, not a number from a system.
        reference: String,
        /// Where the review stands now.
        checkpoint: Option<Checkpoint>,
        /// The worker's agency: an id from the content pack.
        agency: AgencyId,
        /// The agency in the worker's words, when it is not in the list.
        agency_other: String,
        /// Role label of the worker, not a name.
        worker: String,
        /// How old the youngest child is.
        youngest: Option<AgeBand>,
        /// When this review was begun.
        begun: When,
        /// What is working, and why (G-03).
        working: String,
        /// How the history came with the case, or who is to establish it (R1-04).
        history: Option<HistoryStart>,
        /// For a direction: what is to be found out.
        direction: String,
        /// By whom: a role label.
        direction_owner: String,
        /// By when.
        direction_by: When,
        /// The handling mark printed on each page.
        handling: Option<Handling>,
        /// Who uses this review now.
        role: Option<ReviewRole>,
        /// What limited contact with the family (G-05).
        limits: Several<ContactLimit>,
        /// Whether the family was mapped with them, and how (R1-09).
        mapping: Option<Mapping>,
        /// Why it was not, or what is still to do.
        mapping_why: String,
        /// Role label of the supervisor, not a name.
        supervisor: String,
        /// When first supervision was held.
        supervised: When,
        /// Typed by the worker to say that they agree: a role label or initials. Never filled in for them.
        signed_worker: String,
        /// Typed by the supervisor.
        signed_supervisor: String,
    }

    /// Who leads, and how the network meets: one per case (R3-05, R3-06, R3-11).
    Plan {
        /// Lead professional or agency.
        lead: String,
        /// Who agreed that.
        lead_agreed_by: String,
        /// Whether the parent knows who leads.
        lead_known_to_parent: Option<YesNo>,
        /// Last meeting of the people helping.
        last_meeting: When,
        /// Next meeting.
        next_meeting: When,
        /// Whether the parent was at the last one.
        parent_there: Option<YesNo>,
        /// Who the parent says is helping, in their words.
        parent_says: String,
        /// Whether the parent says that nobody helps.
        parent_says_nobody: Option<YesNo>,
        /// What the family asked for.
        presenting: String,
        /// Who came to the last meeting.
        who_came: String,
        /// Whether a written plan exists (R3-20).
        written: Option<YesNo>,
        /// Whether the family has a copy.
        family_has: Option<YesNo>,
        /// Since when there is a plan.
        written_when: When,
        /// When the parent last told the plan back (LC-01).
        recap: When,
        /// In what way.
        recap_how: Option<RecapHow>,
        /// What they said, in their words (R3-21).
        recap_words: String,
        /// The parent's own main worry (E-05).
        worry: String,
        /// Who is working on it.
        worry_helped_by: String,
        /// When the practice next meets about families (R2-08).
        practice_meeting: When,
        /// Who from the other services joins it.
        practice_meeting_who: String,
    }

    /// What this training exercise is: one per file, and empty in the review of a real family.
    Exercise {
        /// What this file is for.
        kind: Option<ExerciseKind>,
        /// What the exercise is called.
        title: String,
        /// What it is about, and whom it is for.
        about: String,
        /// Whether the family is made up, or as a review published it.
        basis: Option<ExerciseBasis>,
        /// What it is drawn from.
        sources: String,
        /// What a table is asked at each stop.
        asks: Option<ExerciseAsks>,
        /// What in it may be hard for somebody in the room.
        care: String,
        /// For the end: what those who do this work say of it. It is heard first (S-04).
        practitioner_voice: String,
        /// For the end: what a parent says, or may say (R4-13).
        parent_voice: String,
        /// For the end: what a child says, or may say.
        child_voice: String,
        /// How much time there is.
        length: Option<ExerciseLength>,
        /// Which table this copy is for: a label.
        table: String,
        /// Whose view the table has; empty for everybody's together.
        agency: AgencyId,
        /// The last stage that was shown: its number; 0 before the first.
        at: u32,
        /// How many stages there are in all.
        of: u32,
        /// The day of that stage, as `2021-11-30`: the day the questions are asked on.
        day: String,
        /// What the codes of the stages are made of. In the facilitator's file alone.
        secret: String,
        /// The stages that were not shown yet, each locked with its code.
        locked: Vec<Locked>,
        /// Whether the end was reached: what was known then and what came later are set side by side.
        ended: bool,
        /// At the end: what was good practice (¶24).
        good: String,
        /// At the end: what contributed to it, and to what was hard.
        contributed: String,
        /// At the end: what might be different.
        different: String,
        /// While a review is made into an exercise: the texts somebody still has to look at, each as `p3/note`.
        to_confirm: Several<String>,
    }

    /// A step in which a family is told: what came to be known, and who held it.
    Stage {
        /// Its place in the order in which stages are shown, from 1.
        number: u32,
        /// In a few words.
        title: String,
        /// When it was.
        when: When,
        /// What comes to light, in a few sentences.
        story: String,
        /// The facts that came to be known. One fact may be listed by several stages, each with its own holders.
        facts: Several<FactId>,
        /// Which agencies held them; empty means everyone. An event that says itself who holds it goes by that.
        held_by: Several<AgencyId>,
        /// In one agency's copy: how many more facts of this stage others held.
        elsewhere: u32,
        /// In a table's copy: the facts as they were told then, whatever is known of them since.
        told: Vec<String>,
        /// What it rests on: "William review, ¶28".
        cite: String,
        /// For talking together: questions, one a line.
        talk: String,
        /// For the facilitator: what to listen for.
        listen: String,
        /// For the facilitator: something to say.
        say: String,
        /// For the facilitator: where to take care.
        care: String,
        /// For the facilitator: questions a thoughtful team may have asked, one a line.
        model: String,
        /// Minutes in a session of 45; empty where it is shown together with the next that stops.
        minutes: String,
        /// Minutes in the 7-minute version; empty likewise.
        brief: String,
    }

    /// What a table said at one stop. Once it is locked, nothing changes it.
    Turn {
        /// The number of the last stage that was shown then.
        stage: u32,
        /// What do you know?
        know: String,
        /// How do you know it?
        how: String,
        /// What do you not know?
        not_known: String,
        /// What would you do?
        would_do: String,
        /// Would you share?
        share: Option<WouldShare>,
        /// With whom.
        share_with: String,
        /// On what basis: ids of dated content.
        bases: Several<String>,
        /// What would you record?
        record: String,
        /// Whose view the table had; empty for everybody's.
        agency: AgencyId,
        /// The time it was locked, as the clock on the wall has it: "10:04". Empty while it is open.
        locked: String,
        /// What the assistant asked when the stage was shown.
        open: Vec<String>,
        /// Which of those the table took up in the tool: answered, recorded, or with a next step.
        taken: Vec<String>,
        /// What shows that it was not changed since.
        seal: String,
    }

    /// A stage that was not shown yet, as a table's copy holds it: nobody can read it without its code.
    Locked {
        /// The number of the last stage that it shows.
        stage: u32,
        /// What chance put in, so that no two are locked alike.
        salt: String,
        /// The stage, locked.
        text: String,
    }

    /// A checkpoint that was reached or is planned (R1-01).
    CheckpointRecord {
        /// Which one.
        kind: Option<Checkpoint>,
        /// When it was, or is planned.
        when: When,
        /// By whom: a role label.
        by: String,
        /// What was done.
        note: String,
    }

    /// Anyone who matters. Names are never needed.
    Person {
        /// A role label or initials: "Mother", "Male carer A".
        label: String,
        /// What they are in this family.
        role: Option<Role>,
        /// Sex as recorded.
        sex: Option<Sex>,
        /// Date of birth as known, or expected date for an unborn child. Age in words reads too.
        born: When,
        /// Not yet born.
        unborn: bool,
        /// Which child a relative is anchored to.
        relative_of: Option<PersonId>,
        /// On which side of that child's family.
        side: Option<Side>,
        /// With whom they were born of one pregnancy.
        twin_of: Option<PersonId>,
        /// A pregnancy that ended without a living child, and how.
        loss: Option<Loss>,
        /// When they died, if they have.
        died: When,
        /// Which practice holds their own record (R2-12).
        gp: String,
        /// Anything else, in words.
        note: String,
        /// When this adult was first heard of (M-08).
        heard_of: When,
        /// In which words they were mentioned, and by whom (M-08).
        heard_words: String,
        /// Who was told of it.
        heard_told: String,
        /// How they were asked about abuse, if at all.
        asked_alone: Option<AskedAlone>,
        /// Keep off paper.
        off_paper: bool,
        /// Who said so.
        source: Source,
    }

    /// An adult as parent of one child, never through a partner (M-01 to M-03).
    ParentLink {
        /// The adult; none when only the fact of a parent, or of there being no male carer, is known.
        adult: Option<PersonId>,
        /// The child.
        child: PersonId,
        /// What kind of parent.
        kind: Option<ParentKind>,
        /// How settled it is.
        status: Option<ParentStatus>,
        /// Whether the birth certificate was looked at.
        certificate: Option<Checked>,
        /// On whose word.
        source: Source,
    }

    /// Parental responsibility of one adult for one child.
    ResponsibilityRecord {
        /// The adult.
        adult: PersonId,
        /// The child.
        child: PersonId,
        /// Checked, told or not known.
        state: Option<Responsibility>,
        /// On whose word.
        source: Source,
    }

    /// How an adult is present in a child's life.
    Presence {
        /// The adult.
        adult: PersonId,
        /// The child; none means the children of this review together.
        child: Option<PersonId>,
        /// In what way.
        kind: Option<PresenceKind>,
        /// Since when.
        since: When,
        /// Until when, if it ended.
        until: When,
        /// Who else is there, for overnight care (M-07).
        who_else: String,
        /// Who said so.
        source: Source,
        /// Anything else.
        note: String,
    }

    /// What two adults are or were to each other (M-02).
    Tie {
        /// One adult.
        one: PersonId,
        /// The other.
        other: PersonId,
        /// In what way.
        kind: Option<TieKind>,
        /// Since when.
        since: When,
        /// Until when.
        until: When,
        /// Who said so.
        source: Source,
    }

    /// A home, and who lives in it. Entries of one label are the same home on different dates.
    Household {
        /// What to call it: "Grandparents' home". Never an address.
        label: String,
        /// Who lives there.
        people: Several<PersonId>,
        /// Since when.
        since: When,
        /// Until when.
        until: When,
        /// Who said so.
        source: Source,
    }

    /// How two people get on. Abuse has its own kind and is never put down twice.
    Bond {
        /// One person.
        one: PersonId,
        /// The other.
        other: PersonId,
        /// In what way.
        kind: Option<BondKind>,
        /// The events that show it.
        events: Several<EventId>,
        /// Since when.
        since: When,
        /// Until when.
        until: When,
        /// Who said so.
        source: Source,
    }

    /// A record system or person looked at (R1-02, R1-20).
    Record {
        /// Kind of record: an id from the content pack, or empty for one of the worker's own.
        kind: String,
        /// The record in words, when it is not in the list.
        name: String,
        /// Whose agency holds it.
        agency: AgencyId,
        /// Whose record it is: "Mother", "grandparents' household".
        about: String,
        /// A record of a linked household.
        linked: bool,
        /// How far it could be looked at.
        state: Option<RecordState>,
        /// Earliest date visible in it.
        earliest: When,
        /// When it was looked at.
        looked: When,
        /// By whom: a role label.
        by: String,
        /// What was looked for and not found.
        not_found: String,
        /// Anything else.
        note: String,
    }

    /// Something that changed a child's or adult's safety, welfare or home, for better or worse.
    Event {
        /// When.
        when: When,
        /// What happened, in one line.
        what: String,
        /// More, in words.
        detail: String,
        /// The area it belongs to.
        theme: Option<Theme>,
        /// Who it concerns.
        people: Several<PersonId>,
        /// What kind of knowledge it is.
        standing: Option<Standing>,
        /// For a finding: its court and standard of proof, exactly.
        court: String,
        /// For an injury: how it was explained (R1-13).
        explained: Option<Explained>,
        /// How often, as somebody counts it: "at least three times".
        how_often: String,
        /// Who said so.
        source: Source,
        /// Which agencies hold it.
        held_by: Several<AgencyId>,
        /// Which others were told of it, were not, or do not hold it (R3-15).
        told: Sorted<AgencyId, Telling>,
        /// When they were told, as far as that is known.
        told_when: Sorted<AgencyId, When>,
        /// What it means for this child now (R1-07).
        meaning: String,
        /// What will be done differently (R1-07).
        different: String,
        /// Whether it was talked about with the parent (R1-08).
        talked: Option<Talked>,
        /// When to come back to it.
        revisit: When,
        /// Keep off paper.
        off_paper: bool,
    }

    /// What was tried to include a father or male carer (M-13).
    Attempt {
        /// The adult.
        adult: PersonId,
        /// For which child, if for one.
        child: Option<PersonId>,
        /// What was tried.
        kind: Option<AttemptKind>,
        /// When.
        when: When,
        /// By whom.
        by: String,
        /// What came of it, and why.
        outcome: String,
    }

    /// What an adult offers a child, what worries, what is unknown (M-14). Strengths first.
    CarerView {
        /// The adult.
        adult: PersonId,
        /// For which child, if for one.
        child: Option<PersonId>,
        /// What he offers.
        offers: String,
        /// What worries there are.
        worries: String,
        /// What is not known.
        unknown: String,
        /// Other children he lives with or sees (M-12).
        other_children: String,
        /// Whether any of them is under two.
        other_under_two: Option<YesNo>,
        /// Who said so.
        source: Source,
    }

    /// A protective order or condition (M-06).
    Order {
        /// What kind.
        kind: Option<OrderKind>,
        /// Whom it binds.
        about: PersonId,
        /// Whom it protects.
        protects: Several<PersonId>,
        /// Whether it stands.
        state: Option<OrderState>,
        /// From when.
        from: When,
        /// Until when.
        until: When,
        /// Which court.
        court: String,
        /// What it says about the children; empty when not looked at.
        children_terms: String,
        /// Who said so, and when it was seen.
        source: Source,
    }

    /// What is known of a person that others may hold more on. The basis is said exactly; detail is not invited (R4-03, R4-08).
    Concern {
        /// The person.
        about: PersonId,
        /// What it rests on.
        basis: Option<Basis>,
        /// In the holder's exact words, one line.
        words: String,
        /// Who holds the detail, and how to ask.
        holder: String,
        /// Since when.
        when: When,
        /// Whether it was checked with whoever would know (M-05).
        checked: Option<Checked>,
        /// Who said so.
        source: Source,
    }

    /// Help offered by a service, through its life (R3-07, R3-08).
    Service {
        /// Whose.
        agency: AgencyId,
        /// Its name in words.
        name: String,
        /// What it is for, in the parent's words (R3-02).
        purpose: String,
        /// Where the offer stands.
        state: Option<OfferState>,
        /// Since when.
        since: When,
        /// Last contact with the family.
        last_contact: When,
        /// Ended when.
        ended: When,
        /// Whether it sees the home.
        sees_home: Option<YesNo>,
        /// What made it hard to use.
        barriers: Several<Barrier>,
        /// Why, in words.
        reason: String,
        /// Who followed up.
        chased_by: String,
        /// What it helps with.
        area: Option<Theme>,
        /// What it does this month (C-01).
        task: String,
        /// How the family came to it (E-03).
        handed: Option<Handed>,
        /// Whether the parent knows what each worker does (R3-18).
        role_known: Option<YesNo>,
        /// Whether the offer is inside the rules of its pathway (R3-18).
        pathway: Option<Pathway>,
        /// Who agreed, when it is not.
        agreed_by: String,
        /// When it steps down because of age or date, and not because of need (C-05).
        steps_down: When,
        /// What next, if this does not work (R3-17).
        fallback: String,
        /// Who was told that it ended or changed (R3-15).
        told: Several<AgencyId>,
        /// Who said so.
        source: Source,
    }

    /// Who saw which child, and where (C-04, LD-01, L-11).
    Contact {
        /// When.
        when: When,
        /// Whose.
        agency: AgencyId,
        /// By whom: a role label.
        by: String,
        /// Which children were seen.
        seen: Several<PersonId>,
        /// Awake or asleep.
        awake: Option<Awake>,
        /// Alone, or with whom.
        with: String,
        /// Where.
        place: Option<Place>,
        /// Whether the worker was inside the home.
        inside_home: bool,
        /// Whether a parent was spoken with.
        parent: bool,
        /// What was seen.
        note: String,
        /// What was looked at.
        observed: Several<Observed>,
        /// Which places were seen (LD-02).
        spaces: Several<Space>,
        /// What the parent or carer told, apart from what was seen (R2-05).
        told: String,
    }

    /// A notification, and who got it (I-01, R2-07).
    Notification {
        /// When.
        when: When,
        /// What it told of, in one line.
        what: String,
        /// Who sent it.
        from: AgencyId,
        /// Who got it.
        receipts: Sorted<AgencyId, Receipt>,
        /// What was done about it.
        response: String,
        /// In what way (I-01).
        responded: Option<Response>,
        /// Who was recorded as what (LB-02).
        recorded_as: String,
        /// Who said so.
        source: Source,
    }

    /// A flag on a record, exactly as held (R4-01 to R4-05).
    Flag {
        /// The person it is about.
        about: PersonId,
        /// What it is for.
        kind: Option<FlagKind>,
        /// What it is tied to.
        reach: Option<FlagReach>,
        /// In the holder's exact words.
        words: String,
        /// Who holds it.
        holder: AgencyId,
        /// When it is looked at again.
        review: When,
        /// Whose record carries it (R4-09).
        record_of: Option<RecordOf>,
        /// What it rests on (R4-03).
        basis: Option<Basis>,
        /// When it was set.
        set: When,
        /// By whom: a role label.
        set_by: String,
        /// Who looks at it again: a role label.
        owner: String,
        /// What would end it (R4-05).
        removal_test: String,
        /// When it ended.
        ended: When,
        /// Why it ended (R2-06).
        why_ended: Option<FlagEnd>,
        /// Who can see it (R4-04).
        visible: Sorted<AgencyId, YesNo>,
        /// The ground on which it is shared: an id of dated content (R4-06).
        lawful_basis: String,
        /// Why, in one line.
        lawful_why: String,
    }

    /// A step-down, hand-over, closure or referral, and whether it arrived (R1-14).
    HandOver {
        /// What kind.
        kind: Option<HandOverKind>,
        /// From whom.
        from: String,
        /// To whom.
        to: String,
        /// When.
        when: When,
        /// First thing the next worker must know.
        first: String,
        /// Second.
        second: String,
        /// Third.
        third: String,
        /// Whether it was acknowledged.
        acknowledged: Option<YesNo>,
        /// How it was passed on (E-03).
        how: Option<Handed>,
        /// When the two workers talked (R3-16).
        conversation: When,
        /// Why the work ends or moves.
        reason: String,
        /// What is not settled.
        unresolved: String,
        /// What the history means for the next worker.
        significance: String,
        /// The men in each child's life.
        men: String,
        /// Who goes on working with the family.
        continues: String,
        /// What next, if this is not taken up (R3-17).
        fallback: String,
        /// Who was told (R3-15).
        told: Several<AgencyId>,
    }

    /// A need, and whether anything is planned about it (R1-16, R1-17).
    Need {
        /// The area.
        theme: Option<Theme>,
        /// In words.
        what: String,
        /// Whether an action is planned or under way.
        planned: Option<YesNo>,
        /// The action.
        action: String,
        /// What the action deals with.
        deals_with: Option<DealsWith>,
        /// For whom.
        source: Source,
    }

    /// An indicator as it stands for a child, and the facts it is tied to.
    IndicatorAnswer {
        /// Yes, no, not known, not asked, does not apply.
        relied: Option<Relied>,
        /// The facts it rests on.
        tied: Several<FactId>,
        /// In words.
        note: String,
    }

    /// Kent Support Level of a child on a date, by whom, on what, considering whom (K-01 to K-07).
    LevelDecision {
        /// The child.
        child: PersonId,
        /// When.
        when: When,
        /// The level; none while it is not decided.
        level: Option<SupportLevel>,
        /// Not decided yet: what is missing.
        missing: String,
        /// By whom: a role label.
        by: String,
        /// Indicators, by id.
        indicators: Sorted<String, IndicatorAnswer>,
        /// Reasons, in words.
        reasons: String,
        /// Who was considered.
        considered: Several<PersonId>,
        /// A level considered and not met, and why (K-05).
        not_met: String,
        /// What would change the decision (K-05).
        would_change: String,
        /// After a step down: what remains (K-07).
        remains: String,
        /// What the family agreed to (K-06).
        agreement: String,
        /// Whether they agreed to it (K-06).
        agreed: Option<YesNo>,
        /// What next, if they said no (K-06).
        if_declined: String,
        /// The second pair of eyes (I-05): a role label.
        checked_by: String,
        /// The health-visiting service level, a separate scale (K-04).
        tier: Option<ServiceTier>,
    }

    /// What should be different for a child or parent, and how anyone would know (R3-01, LE-01).
    Outcome {
        /// For whom.
        whom: Option<PersonId>,
        /// One change, small enough to see.
        what: String,
        /// How things are now.
        baseline: String,
        /// How we will know.
        sign: String,
        /// By when.
        by: When,
        /// What would show that it is not working.
        not_working: String,
        /// What may hold it back.
        holds_back: Option<HoldsBack>,
        /// When it is looked at again.
        review: When,
        /// On whose word.
        source: Source,
    }

    /// How an outcome was going when it was looked at (R3-03).
    Progress {
        /// Which outcome.
        outcome: OutcomeId,
        /// When.
        when: When,
        /// Better, the same, worse.
        course: Option<Course>,
        /// What shows it.
        evidence: String,
        /// What changes now.
        change: String,
    }

    /// Advice that was given, so that it is seen when it is given again (R3-14).
    Advice {
        /// What it was about.
        topic: Option<AdviceTopic>,
        /// What was said, in one line.
        what: String,
        /// When.
        when: When,
        /// Whose.
        agency: AgencyId,
        /// What has changed since.
        since: String,
    }

    /// An appointment a child was not brought to (L-08).
    Appointment {
        /// The child.
        child: PersonId,
        /// What it was for.
        what: String,
        /// Whose.
        agency: AgencyId,
        /// When, the last time.
        when: When,
        /// How often the child was not brought.
        times: Option<Times>,
        /// Whether the child was taken off the list.
        discharged: Option<YesNo>,
        /// Who follows it up: a role label.
        follows_up: String,
        /// What got in the way.
        reason: String,
        /// On whose word.
        source: Source,
    }

    /// Domestic abuse: never only "yes" (LB-01 to LB-05).
    Abuse {
        /// By whom.
        by: Option<PersonId>,
        /// To whom.
        to: Option<PersonId>,
        /// What they are to each other.
        between: Option<Between>,
        /// What kinds.
        kinds: Several<AbuseKind>,
        /// How it went over time.
        pattern: String,
        /// Since when.
        since: When,
        /// Until when, if it ended.
        until: When,
        /// Whether it has ended.
        ended: Option<YesNo>,
        /// Who says who did it.
        claims: Option<Claims>,
        /// Who was most afraid, and who held control (LB-02).
        afraid: String,
        /// The survivor's own account, in their words.
        account: String,
        /// What it does to the parent now.
        effect: String,
        /// Which children were there (LB-05).
        children: Several<PersonId>,
        /// On whose word.
        source: Source,
    }

    /// A time the family was heard at MARAC (LB-03).
    Marac {
        /// When.
        when: When,
        /// Who may pose the risk: nobody is sent to them.
        about: Option<PersonId>,
        /// What was to be done.
        actions: String,
        /// Whether it was done.
        done: Option<YesNo>,
        /// On whose word.
        source: Source,
    }

    /// An assessment, now or before (R1-12, R3-12).
    Assessment {
        /// What kind, in words.
        what: String,
        /// Whose.
        agency: AgencyId,
        /// When.
        when: When,
        /// Where it stands.
        state: Option<AssessmentState>,
        /// What led to it.
        trigger: String,
        /// What came of it.
        outcome: String,
        /// What was left open.
        unresolved: String,
        /// One thing that only it holds.
        only_here: String,
        /// Whether the others have it.
        shared: Option<YesNo>,
        /// On whose word.
        source: Source,
    }

    /// Workers in touch with each other: spoken with, or only messages (R2-01, R2-02, I-04, LA-02).
    Liaison {
        /// Whose.
        agency: AgencyId,
        /// With whom: a role label.
        who: String,
        /// What kind of number or way to reach them.
        number: String,
        /// When they last talked.
        spoken: When,
        /// When a form or message was last sent.
        message: When,
        /// What it was.
        form: String,
        /// Whether they answered.
        replied: Option<YesNo>,
        /// When they will next be in touch.
        next: When,
        /// Keep the number off paper.
        off_paper: bool,
    }

    /// Two accounts of the same thing, side by side and not reconciled (R1-26).
    TwoAccounts {
        /// Of what.
        about: String,
        /// As the worker tells it.
        worker: String,
        /// As the parent tells it.
        parent: String,
        /// Whose account the first is, where it is not the worker's.
        one: String,
        /// Whose account the second is, where it is not the parent's.
        other: String,
        /// What was made of it, if anything. It need not be settled.
        outcome: String,
    }

    /// Something that was questioned, or a decision not agreed with (LH-01, I-08).
    Challenge {
        /// Whose.
        agency: AgencyId,
        /// What was questioned.
        what: String,
        /// How it went.
        how: String,
        /// Whether there is still disagreement.
        disagree: Option<YesNo>,
        /// The next step: an id of dated content.
        stage: String,
        /// By when.
        by: When,
    }

    /// What was decided in supervision or in a team, by whom, by when.
    Decision {
        /// What.
        what: String,
        /// By whom: a role label.
        owner: String,
        /// By when.
        by: When,
        /// Whether it was done.
        done: Option<YesNo>,
    }

    /// Two records that were found to be of one person, and joined. Nothing of either is lost, and they can be split again.
    Joined {
        /// Whose record stands.
        kept: PersonId,
        /// How the other record was called.
        label: String,
        /// When they were joined.
        when: When,
        /// Why they are thought to be the same person.
        why: String,
        /// What joining them changed, so that it can be taken back. The other record is in it as it was, and its id is kept
        /// free.
        made: Vec<Change>,
    }

    /// The file of another agency, combined with this review.
    Combined {
        /// Whose file it was.
        agency: AgencyId,
        /// That agency in words, when it is not in the list.
        agency_other: String,
        /// What their review is called.
        reference: String,
        /// When it was combined.
        when: When,
        /// What they call those who are also here: a line each, their label and ours.
        called: String,
        /// What they decided, plan and reached in their own review, in words: a line each. It is no work of ours.
        process: String,
        /// What combining it changed, so that it can be taken out again.
        made: Vec<Change>,
        /// What of their file stands in no fact of its own here, as it was: who is one of ours, and answers that differ.
        aside: Vec<Change>,
        /// What this version could not read of their file.
        unread: Sorted<String, Value>,
    }

    /// An answer to a question of the pack, about the case or about somebody.
    Answer {
        /// Known, not known, not asked, declined, not safe, not the right time, does not apply.
        state: Option<AnswerState>,
        /// What is known.
        text: String,
        /// When to come back to it.
        revisit: When,
        /// Why it does not apply, or was not asked.
        reason: String,
        /// Who said so.
        source: Source,
    }

    /// What is done about an open question.
    NextStep {
        /// Where it stands.
        state: Option<StepState>,
        /// What will be done.
        step: String,
        /// By whom: a role label.
        owner: String,
        /// By when.
        by: When,
        /// Considered, and not relevant because.
        because: String,
    }
}

impl Source {
    /// Whether nothing at all is recorded of where this came from.
    pub fn is_empty(&self) -> bool {
        *self == Source::default()
    }

    /// Whether somebody told it.
    pub fn is_told(&self) -> bool {
        matches!(
            self.route,
            Some(
                Route::ToldByParent
                    | Route::ToldByChild
                    | Route::ToldByHimself
                    | Route::ToldBySomeoneElse
                    | Route::ToldToOtherStaff
            )
        )
    }

    /// Whether this rests on somebody's word alone: told, and no second account or record (R1-24).
    pub fn is_one_account(&self) -> bool {
        self.is_told() && self.also.trim().is_empty()
    }
}

impl Joined {
    /// The other record as it was when it was joined, under its id.
    pub fn was(&self) -> Option<(PersonId, &Value)> {
        self.made.iter().find_map(|change| match (&change.fact, &change.before, &change.after) {
            (FactId::Person(id), Some(was), None) => Some((*id, was)),
            _ => None,
        })
    }
}

impl Person {
    /// Whether this child is not born yet on this day: so recorded, or due on a day that is certainly to come.
    pub fn is_unborn(&self, today: Today) -> bool {
        self.unborn || self.born.window().is_some_and(|window| window.certainly_after(today.date()))
    }
}

impl Event {
    /// The one person it concerns, whose age its date may speak of; none when it concerns nobody or several.
    pub fn only_person(&self) -> Option<PersonId> {
        self.people.first().copied().filter(|_| self.people.len() == 1)
    }

    /// Takes another reading of its date, now that others are ticked: only where its words lean on an age and name nobody,
    /// and never in place of a reading by one that says nothing.
    pub fn read_again(&mut self, today: Today, again: impl FnOnce(&Event) -> When) {
        let (_, problem) = When::read(self.when.said(), Reading::on(today));
        if problem == Some(DateProblem::AgeNeedsBirth) {
            let again = again(self);
            if again.window().is_some() {
                self.when = again;
            }
        }
    }
}

impl Service {
    /// Whether this service is working with the family on this day. One that is still to end, or ends nobody knows when,
    /// goes on.
    pub fn is_active(&self, today: Today) -> bool {
        matches!(self.state, Some(OfferState::Accepted | OfferState::Started | OfferState::Attending))
            && !self.ended.window().is_some_and(|window| window.certainly_before(today.date()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Route, Source};
    use crate::plain::Plain;
    use crate::when::{Reading, Today, When};
    use serde_json::json;

    #[test]
    fn ticking_somebody_reads_again_only_an_age_of_nobody_named() {
        let today = Today::from_iso("2026-11-24").expect("a day");
        let born = When::read_birth("3 May 2001", today).0;
        fn read(said: &str, born: Option<&When>) -> When {
            let today = Today::from_iso("2026-11-24").expect("a day");
            When::read(said, Reading { born, ..Reading::on(today) }).0
        }
        let ticked = |when: When, born: Option<&When>| {
            let mut event = Event { when, ..Event::default() };
            event.read_again(today, |event| read(event.when.said(), born));
            event.when.edtf().to_owned()
        };
        let eight = read("when she was 8", Some(&born));
        assert!(!eight.edtf().is_empty());
        assert_eq!(ticked(read("when she was 8", None), Some(&born)), eight.edtf(), "said first, ticked afterwards");
        assert_eq!(ticked(eight.clone(), None), eight.edtf(), "a second person does not wipe it");
        // What leans on something named was read when it was typed.
        let moved = When::from_json(json!({ "said": "after the move", "edtf": "2021-03" })).expect("a date");
        assert_eq!(ticked(moved.clone(), Some(&born)), moved.edtf());
    }

    #[test]
    fn what_was_said_to_other_staff_rests_on_somebodys_word() {
        let heard = Source { route: Some(Route::ToldToOtherStaff), ..Source::default() };
        assert!(heard.is_told() && heard.is_one_account());
        assert!(!Source { also: "GP record".to_owned(), ..heard }.is_one_account());
    }
}
