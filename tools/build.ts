// The build: message keys, the server by tsc, and the assets of the fronts.
// Run by setup.mjs whenever a source is newer than the last build.
import { spawnSync } from 'node:child_process'

run('node', ['tools/messages.ts'])
run('tsc', ['-p', 'tsconfig.json'])
run('node', ['tools/assets.ts'])

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}
