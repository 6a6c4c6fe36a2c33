//! Parts the wasm in two: what runs until the first screen is there, and everything else, which comes later.
//!
//! Both are modules of one instance: the later one has the memory, the tables and the globals of the first, calls its
//! functions by exports of short names, and puts its own into the table, where the first calls them. Until then a call to one
//! of them is a trap. Which functions run until the first screen is there is in `first-screen.txt`, one name a line:
//! `cargo xtask first-screen` writes it, from what a browser was seen to call.

use std::collections::{BTreeMap, BTreeSet};

use walrus::ir::{
    Call, CallIndirect, Const, Instr, InstrLocId, InstrSeq, Value, Visitor, VisitorMut, dfs_in_order, dfs_pre_order_mut,
};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalId, GlobalKind,
    ImportId, ImportedFunction, MemoryId, Module, TableId, TypeId, ValType, passes,
};

use crate::steps::Done;

/// By this name the later module asks for what it has from the first.
const FIRST: &str = "first";

/// One module in two.
pub struct Parted {
    /// What runs until the first screen is there.
    pub first: Vec<u8>,
    /// Everything else.
    pub later: Vec<u8>,
}

/// Parts a module whose functions have names: those that are listed come first.
///
/// # Errors
/// Where it is no module, or one with more tables of functions than one.
pub fn parted(wasm: &[u8], listed: &str) -> Done<Parted> {
    let listed: BTreeSet<&str> = listed.lines().collect();
    let read = || Module::from_buffer(wasm).map_err(|why| format!("parting the wasm: {why:#}"));
    let (mut first, mut later) = (read()?, read()?);
    let plan = Plan::of(&first, &listed)?;
    let shared = keep_later(&mut later, &plan)?;
    keep_first(&mut first, &plan, shared)?;
    Ok(Parted { first: first.emit_wasm(), later: later.emit_wasm() })
}

/// A module that tells each function it comes into, by calling `first` `mark` with its number, and the names by those numbers.
///
/// # Errors
/// Where it is no module.
pub fn marked(wasm: &[u8]) -> Done<(Vec<u8>, Vec<String>)> {
    let mut module = Module::from_buffer(wasm).map_err(|why| format!("marking the wasm: {why:#}"))?;
    let takes_one = module.types.add(&[ValType::I32], &[]);
    let (mark, _) = module.add_import_func(FIRST, "mark", takes_one);
    let mut called = Vec::new();
    for (id, function) in module.funcs.iter_local_mut() {
        let number = Instr::Const(Const { value: Value::I32(called.len() as i32) });
        let call = Instr::Call(Call { func: mark });
        let start = function.entry_block();
        let unknown = InstrLocId::default();
        function.block_mut(start).instrs.splice(0..0, [(number, unknown), (call, unknown)]);
        called.push(id);
    }
    let names = called.into_iter().map(|id| name_of(&module, id)).collect();
    Ok((module.emit_wasm(), names))
}

/// The name of a function, without what tells one build from another: `core[84191437197a5fe3]::fmt` is `core::fmt`.
fn name_of(module: &Module, id: FunctionId) -> String {
    let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
    let mut parts = name.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, after)) if hash.len() == 16 && hash.bytes().all(|letter| letter.is_ascii_hexdigit()) => {
                plain.push_str(after);
            }
            _ => {
                plain.push('[');
                plain.push_str(part);
            }
        }
    }
    plain
}

/// What the whole module has, by the numbers of its functions, and what becomes of it.
struct Plan {
    /// Of each function whether it comes later.
    is_later: Vec<bool>,
    /// The function at each place of the table.
    places: BTreeMap<u32, usize>,
    /// Of functions that come later and are called from the first module: where in the table they are put for that.
    added: BTreeMap<usize, u32>,
    /// How many places the table has then.
    room: u64,
}

impl Plan {
    fn of(module: &Module, listed: &BTreeSet<&str>) -> Done<Plan> {
        let functions = functions(module);
        let number: BTreeMap<FunctionId, usize> = functions.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let is_ours = |id| matches!(module.funcs.get(id).kind, FunctionKind::Local(_));
        let is_listed = |id| listed.contains(name_of(module, id).as_str());
        let mut is_later: Vec<bool> = functions.iter().map(|id| is_ours(*id) && !is_listed(*id)).collect();
        for export in module.exports.iter() {
            if let ExportItem::Function(id) = export.item {
                is_later[number[&id]] = false;
            }
        }

        let table = table(module)?;
        let mut places = BTreeMap::new();
        for element in module.elements.iter() {
            match (&element.kind, &element.items) {
                (
                    ElementKind::Active { table: of, offset: ConstExpr::Value(Value::I32(start)) },
                    ElementItems::Functions(items),
                ) if *of == table => {
                    places.extend((*start as u32..).zip(items.iter().map(|id| number[id])));
                }
                _ => return Err("parting the wasm: it fills a table in a way that is not known here.".to_owned()),
            }
        }

        let mut called = Called::default();
        for (_, function) in module.funcs.iter_local().filter(|(id, _)| !is_later[number[id]]) {
            dfs_in_order(&mut called, function, function.entry_block());
        }
        let called: BTreeSet<usize> = called.0.iter().map(|id| number[id]).filter(|at| is_later[*at]).collect();
        let free = module.tables.get(table).initial;
        let room = free + called.len() as u64;
        Ok(Plan { is_later, places, added: called.into_iter().zip(free as u32..).collect(), room })
    }
}

/// Which functions are called.
#[derive(Default)]
struct Called(Vec<FunctionId>);

impl Visitor<'_> for Called {
    fn visit_function_id(&mut self, id: &FunctionId) {
        self.0.push(*id);
    }
}

/// Calls through the table what is not here yet.
struct ThroughTable {
    table: TableId,
    /// Of what is not here its place and its type.
    places: BTreeMap<FunctionId, (u32, TypeId)>,
}

impl VisitorMut for ThroughTable {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let call = |(instruction, place): (Instr, InstrLocId)| match &instruction {
            Instr::Call(Call { func }) if self.places.contains_key(func) => {
                let (at, ty) = self.places[func];
                let at = Instr::Const(Const { value: Value::I32(at as i32) });
                vec![(at, place), (Instr::CallIndirect(CallIndirect { ty, table: self.table }), place)]
            }
            _ => vec![(instruction, place)],
        };
        sequence.instrs = std::mem::take(&mut sequence.instrs).into_iter().flat_map(call).collect();
    }
}

/// Something that the later module has from the first, by its number among its kind in the whole module.
enum Shared {
    Function(usize),
    Table(usize),
    Memory(usize),
    Global(usize),
}

/// Leaves in a module what comes later, and says what it needs of the first, in the order of the names it asks by.
fn keep_later(module: &mut Module, plan: &Plan) -> Done<Vec<Shared>> {
    let (functions, table) = (functions(module), table(module)?);
    let tables: Vec<TableId> = module.tables.iter().map(|table| table.id()).collect();
    let memories: Vec<MemoryId> = module.memories.iter().map(|memory| memory.id()).collect();
    let globals: Vec<GlobalId> = module.globals.iter().map(|global| global.id()).collect();

    for id in module.exports.iter().map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    for id in module.elements.iter().map(|element| element.id()).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    for id in module.data.iter().map(|data| data.id()).collect::<Vec<_>>() {
        module.data.delete(id);
    }
    module.start = None;

    let mut from_first: BTreeMap<ImportId, Shared> = BTreeMap::new();
    for (at, id) in functions.iter().enumerate().filter(|(at, _)| !plan.is_later[*at]) {
        let (is_ours, ty) = {
            let function = module.funcs.get(*id);
            (matches!(function.kind, FunctionKind::Local(_)), function.ty())
        };
        if is_ours {
            let import = module.imports.add(FIRST, "", *id);
            module.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
            from_first.insert(import, Shared::Function(at));
        }
    }
    for (at, id) in tables.iter().enumerate() {
        let import = module.imports.add(FIRST, "", *id);
        let table = module.tables.get_mut(*id);
        table.import = Some(import);
        table.elem_segments.clear();
        from_first.insert(import, Shared::Table(at));
    }
    for (at, id) in memories.iter().enumerate() {
        let import = module.imports.add(FIRST, "", *id);
        let memory = module.memories.get_mut(*id);
        memory.import = Some(import);
        memory.data_segments.clear();
        from_first.insert(import, Shared::Memory(at));
    }
    for (at, id) in globals.iter().enumerate() {
        let import = module.imports.add(FIRST, "", *id);
        module.globals.get_mut(*id).kind = GlobalKind::Import(import);
        from_first.insert(import, Shared::Global(at));
    }

    // Into the table goes what stood there, and what the first module calls.
    let in_table = plan.places.iter().map(|(place, at)| (*place, *at)).filter(|(_, at)| plan.is_later[*at]);
    let mut runs: Vec<(u32, Vec<FunctionId>)> = Vec::new();
    for (place, at) in in_table.chain(plan.added.iter().map(|(at, place)| (*place, *at))) {
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() as u32 == place => run.push(functions[at]),
            _ => runs.push((place, vec![functions[at]])),
        }
    }
    for (start, run) in runs {
        let offset = ConstExpr::Value(Value::I32(start as i32));
        let element = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(run));
        module.tables.get_mut(table).elem_segments.insert(element);
    }
    let table = module.tables.get_mut(table);
    (table.initial, table.maximum) = (plan.room, Some(plan.room));
    passes::gc::run(module);

    let mut shared = Vec::new();
    for import in module.imports.iter_mut() {
        if let Some(what) = from_first.remove(&import.id()) {
            import.name = short(shared.len());
            shared.push(what);
        }
    }
    Ok(shared)
}

/// Leaves in a module what comes first, and gives the other what it needs of it.
fn keep_first(module: &mut Module, plan: &Plan, shared: Vec<Shared>) -> Done {
    let (functions, table) = (functions(module), table(module)?);
    let tables: Vec<TableId> = module.tables.iter().map(|table| table.id()).collect();
    let memories: Vec<MemoryId> = module.memories.iter().map(|memory| memory.id()).collect();
    let globals: Vec<GlobalId> = module.globals.iter().map(|global| global.id()).collect();

    let added = plan.added.iter().map(|(at, place)| (functions[*at], (*place, module.funcs.get(functions[*at]).ty())));
    let mut through = ThroughTable { table, places: added.collect() };
    let is_later: BTreeSet<FunctionId> =
        functions.iter().zip(&plan.is_later).filter(|(_, is_later)| **is_later).map(|(id, _)| *id).collect();
    for (_, function) in module.funcs.iter_local_mut().filter(|(id, _)| !is_later.contains(id)) {
        let start = function.entry_block();
        dfs_pre_order_mut(&mut through, function, start);
    }

    // What is called before it is here stops, and is not mistaken for something else.
    let mut stop = FunctionBuilder::new(&mut module.types, &[], &[]);
    stop.func_body().unreachable();
    let stop = stop.finish(Vec::new(), &mut module.funcs);
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(items) = &mut element.items {
            items.iter_mut().filter(|id| is_later.contains(id)).for_each(|id| *id = stop);
        }
    }
    let table = module.tables.get_mut(table);
    (table.initial, table.maximum) = (plan.room, Some(plan.room));

    for (at, what) in shared.into_iter().enumerate() {
        let item = match what {
            Shared::Function(at) => ExportItem::Function(functions[at]),
            Shared::Table(at) => ExportItem::Table(tables[at]),
            Shared::Memory(at) => ExportItem::Memory(memories[at]),
            Shared::Global(at) => ExportItem::Global(globals[at]),
        };
        module.exports.add(&short(at), item);
    }
    passes::gc::run(module);
    Ok(())
}

/// All functions of a module, in its own order: two readings of one module give the same numbers.
fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(|function| function.id()).collect()
}

fn table(module: &Module) -> Done<TableId> {
    let table = module.tables.main_function_table().map_err(|why| format!("parting the wasm: {why:#}"))?;
    table.ok_or_else(|| "parting the wasm: it has no table of functions.".to_owned())
}

/// A number as a name of few letters, which no binding has: `0`, `1`, ... `z`, `10`.
fn short(number: usize) -> String {
    let digit = char::from_digit((number % 36) as u32, 36).unwrap_or_default();
    if number < 36 { digit.to_string() } else { short(number / 36) + &digit.to_string() }
}

#[cfg(test)]
mod tests {
    use walrus::RefType;

    use super::*;

    /// A module that is called at `run`: it calls `early` and `late`, `late` calls `early`, and the table holds `placed` and `early`.
    fn whole() -> Vec<u8> {
        let mut module = Module::default();
        let table = module.tables.add_local(false, 4, Some(4), RefType::FUNCREF);
        let mut function = |name: &str, calls: &[FunctionId]| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            for called in calls {
                builder.func_body().call(*called);
            }
            builder.name(name.to_owned());
            builder.finish(Vec::new(), &mut module.funcs)
        };
        let early = function("core[0123456789abcdef]::early", &[]);
        let late = function("late", &[early]);
        let placed = function("placed", &[late]);
        let run = function("run", &[early, late]);
        module.exports.add("run", run);
        let offset = ConstExpr::Value(Value::I32(1));
        let element =
            module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(vec![placed, early]));
        module.tables.get_mut(table).elem_segments.insert(element);
        module.emit_wasm()
    }

    fn names(module: &Module) -> Vec<&str> {
        module.funcs.iter().filter_map(|function| function.name.as_deref()).collect()
    }

    #[test]
    fn what_is_listed_comes_first_and_all_else_later() {
        let parted = parted(&whole(), "core::early\n").expect("a module with one table");
        let [first, later] = [&parted.first, &parted.later].map(|wasm| Module::from_buffer(wasm).expect("a module"));
        // Whoever is called from outside is there from the beginning, listed or not.
        assert!(names(&first).contains(&"run") && names(&first).contains(&"core[0123456789abcdef]::early"));
        assert!(!names(&first).contains(&"late") && !names(&first).contains(&"placed"));
        assert!(names(&later).contains(&"late") && names(&later).contains(&"placed"));

        // What the one asks for the other gives, by the same names.
        for import in later.imports.iter() {
            assert_eq!(import.module, FIRST);
            assert!(first.exports.iter().any(|export| export.name == import.name), "{}", import.name);
        }
        // `late` has a place of its own behind the four, and `placed` the one it had.
        let of = |module: &Module| module.tables.get(table(module).expect("it has a table")).initial;
        assert_eq!([of(&first), of(&later)], [5, 5]);
        let starts: Vec<i32> = later
            .elements
            .iter()
            .filter_map(|element| match &element.kind {
                ElementKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } => Some(*start),
                _ => None,
            })
            .collect();
        assert_eq!(starts, [1, 4]);
    }

    #[test]
    fn where_everything_is_listed_nothing_comes_later() {
        let parted = parted(&whole(), "core::early\nlate\nplaced\nrun\n").expect("a module with one table");
        let later = Module::from_buffer(&parted.later).expect("a module");
        assert_eq!(later.funcs.iter_local().count(), 0);
    }

    #[test]
    fn each_function_is_told_by_a_number_of_its_own() {
        let (wasm, mut told) = marked(&whole()).expect("a module");
        told.sort();
        assert_eq!(told, ["core::early", "late", "placed", "run"]);
        let module = Module::from_buffer(&wasm).expect("a module");
        let (mark, mut numbers) = (module.imports.get_func(FIRST, "mark").expect("it is asked for"), BTreeSet::new());
        for (_, function) in module.funcs.iter_local() {
            let instructions = &function.block(function.entry_block()).instrs;
            match (&instructions[0].0, &instructions[1].0) {
                (Instr::Const(Const { value: Value::I32(number) }), Instr::Call(Call { func })) if *func == mark => {
                    numbers.insert(*number);
                }
                other => panic!("it begins with {other:?}"),
            }
        }
        assert_eq!(numbers, BTreeSet::from([0, 1, 2, 3]));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(parted(b"no module", "").is_err() && marked(b"no module").is_err());
    }

    #[test]
    fn names_are_short_and_differ() {
        let names: Vec<String> = (0..2000).map(short).collect();
        assert_eq!([&names[0], &names[35], &names[36], &names[1999]], ["0", "z", "10", "1jj"]);
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 2000);
    }
}
