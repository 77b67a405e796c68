/** What stands below the options in `--help`. */
export const help = {
  program: `
Examples:
  triannual build                   a draft of every report and paper
  triannual build 2023-09           the report of one round
  triannual build 2023-05-17        the paper for one meeting of Schools Forum
  triannual check 2023-09           what is missing or contradictory, and where
  triannual new 2024-06             the folder of the next round, made from the last
  triannual status                  where the open rounds stand, and what to do next
  triannual submit 2023-09          the final report of a round, and the record of what it says
  triannual run                     what is due today, for a scheduler

Exit statuses: 0 done or nothing to do, 1 problems were found, 2 wrong usage, 3 could not run,
70 the program has a fault, 75 another run is writing there.`,
  build: `
Examples:
  triannual build                                     everything in ./inputs, into ./output
  triannual build 2023-06 2023-05-17                  one report and one paper
  triannual build --inputs "C:\\My council\\inputs"     another folder

A draft is never written over. When nothing has changed since the last draft, none is written.
A round that has been submitted is not built again: its file is compared with the record of the submission.`,
  check: `
Examples:
  triannual check                   everything
  triannual check 2023-09 --strict  one round; warnings count as problems too
  triannual check --json            for another program`,
  new: `
Examples:
  triannual new 2024-06                                     makes inputs/rounds/2024-06
  triannual new 2024-06 --inputs "C:\\My council\\inputs"     in another folder

Ratings and texts are blank; what the last report said stands in a comment above each field, and owners carry over.
A folder that is there already is left as it is.`,
  template: `
Examples:
  triannual template                             the tags of all templates, and what is wrong with them
  triannual template "My templates\\report.docx"   those of one file
  triannual template --reference                 the names that a template may use`,
  calendar: `
Examples:
  triannual calendar                        the dates of this year
  triannual calendar 2024 --ics dates.ics   a file that Outlook and Google Calendar import

Working days are those of England: bank-holidays.yaml lists the holidays.`,
  status: `
Examples:
  triannual status                  every open round
  triannual status 2023-09          one round
  triannual status --chase          a reminder for each person who still owes something, as text files
  triannual status --json           for another program`,
  submit: `
Examples:
  triannual submit 2023-06          the final report, and the record of what the DfE was told
  triannual submit --verify         compares every submission with its record

It refuses while errors, illustrative content, missing sign-offs or placeholders remain, and names each.
Send the file to the DfE yourself: this command sends nothing.`,
  run: `
Examples:
  triannual run                     does what is due; prints nothing where nothing is
  triannual run --dry-run           says what is due, and writes nothing
  triannual run --today 2023-05-26  as if it were that day

From the day on which updates are asked for, it writes status.md, status.json and a reminder for each person who owes
something. On the working day before a milestone of the stage draft or board it makes a draft, and until that day is over
another one if the inputs have changed. A day on which it did not run is caught up with once. It never submits.

Exit statuses besides: 0 also where a draft has gaps, until the board has it; 1 where the board has a report with errors, a
draft that is due cannot be made, or the report has not been submitted by the last working day.`,
};
