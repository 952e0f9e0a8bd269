#!/usr/bin/env node
/*
 * Prepares this checkout, then runs a command in it under Node 24: `node setup.mjs COMMAND ARGS…`.
 *
 * Plain JavaScript without a dependency, because it runs before anything is installed and on the Node that
 * happens to be there (18 or newer). `exeunt` as COMMAND, or as the name this file is called by (it is the
 * package's bin, so `npx exeunt …`), means the built program. Standard output belongs to the command alone;
 * what the set-up has to say goes to standard error.
 */
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build, built } from './tools/setup/build.mjs'
import { ROOT } from './tools/setup/files.mjs'
import {
  adviceFor,
  install,
  installed,
  linkWhatInstallScriptsWouldLink,
  nodeDirectory,
} from './tools/setup/install.mjs'
import { underLock } from './tools/setup/lock.mjs'
import { endAs, Interrupted, run, say, searchPath, SetupProblem } from './tools/setup/process.mjs'

const MAIN = join(ROOT, 'dist', 'program', 'main.js')

try {
  const [command, ...args] = commandAsked()
  // Set for npm and for the build, which may call this file in turn: the lock above them is ours.
  const nodeDir = process.env.EXEUNT_SETUP === 'under way' ? dirname(process.execPath) : await prepare()
  if (command !== undefined) endAs(await runCommand(nodeDir, command, args))
} catch (problem) {
  if (problem instanceof Interrupted) endAs(problem.result)
  if (!(problem instanceof SetupProblem) && problem?.code === undefined) throw problem
  say(problem instanceof SetupProblem ? problem.message : adviceFor(`${problem.code} ${problem.message}`))
  process.exitCode = 1
}

function commandAsked() {
  // A real installation would open where a demonstration was asked for.
  if (process.env.npm_lifecycle_event === 'start' && process.env.npm_config_demo)
    throw new SetupProblem('npm has kept "--demo" for itself. Type: npm start -- --demo')
  const given = process.argv.slice(2)
  return basename(process.argv[1] ?? '') === 'exeunt' ? ['exeunt', ...given] : given
}

/** Installs and builds what is missing or stale. Returns the directory of the Node to run everything with. */
async function prepare() {
  if (!installed() || !built()) {
    await underLock(async () => {
      // Looked at again under the lock: another set-up may have done the work while this one waited.
      if (!installed()) await install()
      if (!built()) await build(nodeDirectory())
    })
  }
  linkWhatInstallScriptsWouldLink()
  return nodeDirectory()
}

async function runCommand(nodeDir, command, args) {
  const isExeunt = command === 'exeunt'
  if (isExeunt && !existsSync(MAIN))
    throw new SetupProblem('dist/program/main.js is missing: run `npm run build`.')
  // Node keeps what it compiled: the installation's three processes load the same modules at each start.
  const env = {
    NODE_COMPILE_CACHE: join(ROOT, 'dist', '.compiled'),
    ...process.env,
    PATH: searchPath(nodeDir),
  }
  const result = await run(isExeunt ? 'node' : command, isExeunt ? [MAIN, ...args] : args, { env })
  if (result.error?.code === 'ENOENT') throw new SetupProblem(`${command}: there is no such command.`)
  if (result.error) throw new SetupProblem(`${command} could not be started: ${result.error.message}`)
  return result
}
