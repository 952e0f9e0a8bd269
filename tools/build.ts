// The build: message keys, everything by tsc for the tests, the program, and the assets of the fronts.
// Run by setup.mjs whenever a source is newer than the last build.
import { spawnSync } from 'node:child_process'

step('the messages', 'node', ['tools/messages.ts'])
step('types and tests, which takes longest', 'tsc', ['-p', 'tsconfig.json'])
step('the program', 'node', ['tools/program.ts'])
step('scripts and styles', 'node', ['tools/assets.ts'])

function step(what: string, command: string, args: string[]): void {
  process.stderr.write(`Building ${what} …\n`)
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}
