import { runCommand } from '#proof-commands'
import { type Command } from './command.ts'

export const audit: Command = {
  help: `exeunt audit <site, ledger or folder>

The same as "exeunt-verify audit", which needs nothing of Exeunt: it reads every entry, checks each tile against
its parent, the sums of each day, the witnesses, the figures that the site prints, the files of the days, and the checkpoint that your
last audit kept. It ends with 0 if all is proved, with 1 if something is false, with 3 if nothing is false and
something was not checked, with 4 if the copy is honest and older than the checkpoint that was kept.

  --vkey <key>      the ledger's key, from elsewhere than the ledger
  --root <key>      the centre's root, which signs what the ledger's keys and witnesses are
  --policy <file>   a tlog-policy file, with logs, witnesses and a quorum
  --kept <file>     an earlier checkpoint that must be a beginning of the ledger
  --keep <folder>   where key and checkpoint are kept for the next audit; "none" keeps nothing`,
  run: (args) => runCommand(['audit', ...args]),
}
