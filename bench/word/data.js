/**
 * The facts of one report, invented for the measurement: nine conditions with three ratings each, 46 KPIs in six
 * sections, four dates, risks, support and appendices. `times` repeats the conditions and the KPIs.
 */
export function reportData(times = 1) {
  const conditions = range(9 * times).map((n) => ({
    title: `Condition ${n + 1}. ${sentence(n, 9)}`,
    q1: ratings[(n * 7) % 3],
    q2: ratings[(n * 5 + 1) % 3],
    q3: ratings[(n * 11 + 2) % 3],
    update: range(updates[n % 9]).map((k) => ({
      text: `Update ${n + 1}.${k + 1}: ${sentence(n * 7 + k, 46)}`,
    })),
    owner: `Officer ${n + 1} & team`,
  }));
  const sizes = [10, 8, 6, 9, 7, 6];
  let ref = 0;
  const sections = sizes.map((size, s) => ({
    name: `Section ${s + 1}: ${sentence(s, 4)}`,
    kpis: range(size * times).map(() => kpi(++ref)),
  }));
  return {
    title: 'Tri-annual monitoring report: September',
    authority: 'Example County Council',
    summary: sentence(3, 60),
    questions: range(7).map((n) => ({ question: `${sentence(n, 12)}?`, answer: sentence(n + 40, 25) })),
    dates: range(4).map((n) => ({ name: `Milestone ${n + 1}`, date: `${10 + n} September 2023` })),
    conditions,
    risks: range(6).map((n) => ({ text: `Risk ${n + 1}: ${sentence(n + 11, 22)}` })),
    support: range(5).map((n) => ({ text: `Support ${n + 1}: ${sentence(n + 23, 18)}` })),
    appendices: range(6).map((n) => ({ text: `Appendix ${n + 1}: ${sentence(n + 31, 7)}` })),
    sections,
  };
}

const range = (length) => Array.from({ length }, (_, n) => n);

const ratings = ['Green', 'Amber', 'Red'];

/** Paragraphs of the nine updates: 39 in all. */
const updates = [3, 4, 5, 6, 4, 3, 5, 4, 5];

const kpi = (ref) => ({
  ref: String(ref),
  name: `KPI ${ref}: ${sentence(ref, 8)}`,
  unit: ref % 3 === 0 ? '£m' : 'number',
  baseline: String(1000 + ref),
  target: String(1100 + ref * 3),
  june: String(1020 + ref * 2),
  september: String(1040 + ref * 2),
  status: ref % 4 === 0 ? '< target' : 'on track',
});

/** Words of real updates, and the signs that XML has to escape. */
const words = `
profile emotional money zones final programme leaders filled dates explains first not stepping workstreams
paper norfolk opened what further come join could offer mainstream see it two by built change condition
alternative will about mitigation leading sector mental strategy source within children most agreed general
packages rules systems last number primary be end proactive several bands how told one then help start up
should decision goes around places capacity remaining hnb professionals enabling young dsg staff
communication half backlog contracts approach them higher targeting has members framework greater spring
figures support more these ones so educational gap demand follows is from together interest grant studies
may site less prevent meetings heading talks bases needed uk forecast back meeting agreement use phase an
values where trust through there tbc take scheme stay parents its plan exclusions introduction services
special reviewed family ready asked made measures work zone culture have people set lead revised teams
providers information own friends open film state feasibility go and deficit design begin new that
conditions way s are report six building reviews base posts area later aged had above was want placements
used inclusion thereby before time they term working status or show top shared stakeholder sent same schemes
process provision others resources needs repaid met reintegration launched refer grow quickly four early
followed resource a autumn disabilities planning community pilots baseline school led national group million
to meet expansion looks review line model learnt families independent cost kpis who item when into team
increasing settings improving part highest possible can on each updated full follow local at fill care fees
spend expected three enhanced since effectively second next pupils current placement covers over continue
annual commissioning all taken secondary autism aims extra being which risen spending in progress summer
level largest existing every submitted assessment with written year closely those need social until run of
guidance this began received held without complete accounting name worked reliance well costs the out today
years earlier statement look prioritising quality agenda down were plans kept other practice planned issued
referrals works requests for https carer launch monitoring funded education processes shows been begun now
referral specialist investing council provide consultation funding gone meets robust establishing average
five learn study schools risk cumulative fifteen balance permanent due list groups inclusive their than
contribution after place pays tried gov would form short ten version done as health contributions key
wording R&D "as planned" <5
`
  .trim()
  .split(/\s+/);

/** The same words for the same seed (a linear congruential generator), as varied as real text, so that it compresses like it. */
function sentence(seed, length) {
  let state = (seed * 7919 + 17) % 2147483647;
  const next = () => {
    state = (state * 48271) % 2147483647;
    // Some words are more frequent than others.
    return words[Math.floor((state / 2147483647) ** 2 * words.length)];
  };
  return range(length).map(next).join(' ');
}
