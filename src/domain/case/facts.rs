//! The facts themselves. Every field may be left: an empty field means *not asked*.

use super::choices::*;
use super::{AgencyId, FactId, PersonId, Several};
use crate::plain::plain_struct;
use crate::sorted::Sorted;
use crate::when::{Today, When};

/// Declares a fact: every field is optional on disk, and a field this version does not know is refused
/// (the reader then keeps the whole fact aside, see `save`).
macro_rules! fact {
    ($( $(#[$doc:meta])* $name:ident { $( $(#[$fdoc:meta])* $field:ident : $type:ty ),* $(,)? } )+) => {
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
            plain_struct!($name { $($field),* });
        )+
    };
}

fact! {
    /// Who said so, how it reached us, and when it was said or seen (R1-23).
    Source {
        /// A role label or agency, as typed: "Mother", "nursery key worker".
        who: String,
        /// How it reached the record.
        route: Option<Route>,
        /// When it was said or seen.
        when: When,
        /// A second, separate account or record that says the same.
        also: String,
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
        /// When they died, if they have.
        died: When,
        /// Which practice holds their own record (R2-12).
        gp: String,
        /// Anything else, in words.
        note: String,
        /// When this adult was first heard of (M-08).
        heard_of: When,
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
        /// Who said so.
        source: Source,
        /// Which agencies hold it.
        held_by: Several<AgencyId>,
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
        /// The health-visiting service level, a separate scale (K-04).
        tier: Option<ServiceTier>,
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
            Some(Route::ToldByParent | Route::ToldByChild | Route::ToldByHimself | Route::ToldBySomeoneElse)
        )
    }

    /// Whether this rests on somebody's word alone: told, and no second account or record (R1-24).
    pub fn is_one_account(&self) -> bool {
        self.is_told() && self.also.trim().is_empty()
    }
}

impl Event {
    /// The one person it concerns, whose age its date may speak of; none when it concerns nobody or several.
    pub fn only_person(&self) -> Option<PersonId> {
        self.people.first().copied().filter(|_| self.people.len() == 1)
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
