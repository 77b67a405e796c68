/** Sentences that count fewer than five children, pupils, families or the like, and must be told. */
export const told = `
A handful of pupils moved to a local place.
Only 2 remain on the roll.
Just three left the school in July.
Neither pupil has returned.
Neither of the children has a place.
Three pupils out of 120 had no offer.
Two pupils out of 37 moved.
Three pupils in 2023 were excluded.
Three pupils in 2023/24 were excluded.
Two pupils in 3 schools were excluded.
Four children in 12 settings wait.
2 pupils in two zones wait.
Two appeals were lodged in the term.
Two placements ended in July.
Three needs assessments were refused.
Three new EHC needs assessments were refused.
1 CLA is placed out of county.
Two UASC have arrived.
Two unaccompanied minors have arrived.
A girl of seven with autism moved to the new school.
A seven-year-old girl moved to the new school.
The last child was placed in June.
The only child with a place there has left.
3 pupils were excluded.
There were 3 girls in the trial.
2 students left in the autumn.
We placed 3 autistic pupils near their homes.
**3** pupils moved.
3\u00A0pupils moved.
3\u202Fpupils moved.
Pupils: 3
Pupils excluded: 3.
three pupils came back to mainstream schools.
Two children are on a waiting list.
One pupil was excluded.
A single pupil was excluded.
Two of the children have moved.
Pupils (3) were assessed again.
The trial has brought exclusions down to three pupils, from 12.
Only two young people are still without a place.
4 learners finished the course.
Four families asked for mediation.
One family has appealed.
2 boys and 30 girls took part.
Three looked-after children have changed school.
One young person is educated at home.
Two Year 9 pupils have left.
3 very young children need a place.
Three pupils with autism were placed.
2 of our pupils travel more than an hour.
Three more pupils were placed out of county.
3 fewer pupils were excluded than last term.
We know of just 2 children in this position.
1 pupil is out of school.
1 child has no school place.
Fewer than 3 pupils were excluded.
1 or 2 pupils were out of school.
Two or three pupils were out of school.
2-3 pupils were out of school.
Two to three children were out of school.
The team supports 4 parents.
Three parents complained.
Two carers wrote to the council.
Parents made 3 referrals.
Parents made 3.
Parents made three, after 12.
2 referrals from parents were refused.
Three referrals were made by parents.
3 permanent exclusions were recorded in Thetford.
Exclusions: 2
A couple of pupils were moved.
A pair of children were placed together.
The only girl in the group has left.
The twins are now at one school.
One set of twins has been placed.
Both pupils have moved.
Of the 40 pupils, three were excluded.
Of these children, 2 have a plan.
Of our pupils, one has moved away.
Forty pupils were assessed; 3 were girls.
Of 12 admitted, one was a girl.
The number of pupils was 3.
The number of pupils excluded was three.
The number of children out of school fell from 12 to 3.
The number of young people without a place is now 2.
The number of pupils excluded fell to 4.
Children out of school fell to 3.
The number of families on the list has gone down to two.
3 of the 40 pupils were excluded.
3 out of 40 pupils were excluded.
Girls: 3, boys: 12
Girls – 2
children = 4
3 CYP have no placement.
4 children and young people wait for a tribunal.
Three black and Asian pupils were excluded.
2 deaf, blind pupils were placed.
Three King's Lynn pupils moved.
Three pupils’ plans were ended.
One pupil’s plan was ended.
One pupil in Year 4 was excluded.
Two pupils aged 7 were excluded.
3 pupils a year are excluded there.
3 pupils per year are excluded there.
３ pupils moved.
3\u00ADpupils and 2\u00ADpupils did not move, but 3 pupils did.
th\u00ADree pu\u00ADpils moved.
3 <b>pupils</b> moved.
*Two* _pupils_ moved.
3
pupils moved.
On 3 May 2 pupils moved.
In Year 4, two pupils moved.
In the phase 2 schools 3 pupils moved.
Three teenagers were placed.
3 pupil(s) moved.
There was 1 sixth-form student.
Three primary school pupils were excluded.
3 pupils, all of them boys, were excluded.
| School | Pupils |\\n|---|---:|\\n| Northfield | 3 |
| Pupils | 3 |
| Group | Number |\\n|---|---|\\n| Girls | 2 |\\n| Staff | 12 |
Pupils excluded this term:\\n\\n- Norwich: 3\\n- Great Yarmouth: 12
Children without a place:\\n- 2 in Norwich\\n- 9 in Breckland
Exclusions fell to 2.
Exclusions: 2 (last year 4).
3 were excluded.
Two have been permanently excluded.
3/40 pupils moved.
Pupils (n=3)
3pupils left.
3 [pupils](https://example.org/x) left.
three 16-year-olds
Two five-year-olds started.
Four Year 9s were asked.
three EHCPs were refused
2 education, health and care plans ended
4 tribunals
Two grandparents wrote.
4 young persons
3 apprentices
`;

/** Sentences with small numbers that are no such counts. */
export const silent = `
A handful of schools have signed.
A handful of conditions are Red.
Only 2 remain to be visited.
Just three left to sign.
Just two left the steering group.
Neither school has signed.
One child in five needs support.
One pupil in 10 has a plan.
Two in three pupils with a plan are boys.
Two appeals for funding were made.
Two appeals to businesses were made.
The last child health survey was in May.
The only child protection plan template is new.
A two-year-old check is offered to all.
A girl of any age may apply.
The last school to sign has done so.
Three placement panels meet each month.
30 pupils were excluded.
5 pupils were excluded.
Fewer than 5 pupils were excluded.
Fewer than five pupils were excluded.
No pupils were excluded.
0 pupils were excluded.
Nought is no count: nil pupils.
Year 4 pupils visited the museum.
Pupils in Year 4 visited the museum.
Years 3 and 4 pupils visited the museum.
Years 3, 4 and 5 pupils visited the museum.
Year 3 and 4 children share a class.
Key stage 2 pupils do better.
Key stages 1 and 2 pupils do better.
KS2 pupils do better.
4-year-olds start in September.
3- and 4-year-old children start in nursery.
Three-year-old children start in nursery.
Three year old children start in nursery.
Two-year-olds have a free place.
Children aged 3 have a free place.
Children aged 3 to 4 have a free place.
Children (aged 3) have a free place.
Pupils aged two have a free place.
Children under 3 have a free place.
Under 5 children have a free place.
Children from the age of 3 have a free place.
One in four pupils has a need of some kind.
1 in 4 pupils has a need of some kind.
One pupil in four has a need of some kind.
One child in every three has a need of some kind.
Two out of five pupils travel by bus.
Three quarters of pupils travel by bus.
Two thirds of children travel by bus.
One third of families travel by bus.
One half of the pupils travel by bus.
3/4 of pupils travel by bus.
3% of pupils were absent.
3 per cent of pupils were absent.
3 percentage points more pupils were absent.
1.2 pupils per class were absent.
2.5 children is the average.
4 pupils per class is the aim.
One adult to four children is the ratio.
A ratio of 1 to 3 pupils is planned.
A ratio of 1:4 pupils is planned.
One teacher for every 4 pupils is planned.
Groups of four pupils work together.
Classes of up to 4 pupils are planned.
Each base takes no more than 4 pupils.
3 places for pupils are planned.
Three pupil places are planned.
4 more places for children are planned.
Room for two children is planned.
3 schools for pupils with autism are planned.
Three schools and their pupils took part.
Two special schools took 40 pupils.
Three staff work with children.
Two teachers teach 60 pupils.
Three teams support pupils.
4 officers wrote to parents.
Phase 2 pupils move in the autumn.
Phases 1 and 2 pupils move in the autumn.
Zone 3 children are supported by the team in Lynn.
Workstream 3 children are those of alternative provision.
Group 2 pupils have more help.
Twenty-two pupils were excluded.
22 pupils were excluded.
A hundred and three pupils were excluded.
One hundred pupils were excluded.
1,003 pupils were excluded.
1 003 pupils were excluded.
2024 pupils were on roll.
Two thousand children were on roll.
2 million children were on roll.
The third pupil spoke.
The 3rd pupil spoke.
On 3 May pupils spoke.
One pupil premium is paid for each.
2 pupil referral units have opened.
Three child development centres have opened.
One family hub has opened.
Two children’s centres have opened.
Three children’s homes have opened.
Four parents’ evenings were held.
Two parent carer forums met.
Both pupils and teachers spoke.
Both parents must agree.
Pupils have 3 hours of help a week.
Pupils: 3 schools took part.
Pupils (Year 4) took part.
Pupils (3%) took part.
Children have two wishes.
There are three ways children can take part.
One size does not fit all children.
One to one support helps pupils.
1:1 support helps pupils.
Any one child may need more than one plan.
Help for pupils lasts 2 terms.
£3 pupils pay for lunch.
A pupil may have a plan.
Four times as many pupils have a plan.
One of the reasons pupils move is distance.
Two years ago pupils moved.
3 to 6 pupils share a table.
| Year | Pupils |\\n|---|---|\\n| 4 | 30 |
| Pupils | Age |\\n|---|---|\\n| All | 3 |
| Places for pupils | 3 |
Years 3/4 pupils
2022/23 pupils
1/20 pupils
Exclusions fell to 29.
two were placed on the agenda
3-year-olds start in September.
see [section 3](https://example.org/pupils)
a [list](https://example.org/3) of 40 pupils
2 business plans
`;

const lines = (text: string) =>
  text
    .trim()
    .split(/\n(?!pupils moved)/)
    .map((line) => line.replaceAll('\\n', '\n'));
export const toldSentences = lines(told);
export const silentSentences = lines(silent);
