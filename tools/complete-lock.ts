// After a change of dependencies: adds to package-lock.json the optional packages of other platforms
// that the registry at hand did not serve. Without them `npm ci` refuses the lock everywhere.
// They carry no integrity hash; docs/decisions/0013 says what that means.
import { readFileSync, writeFileSync } from 'node:fs'

interface Entry {
  readonly version?: string
  readonly optionalDependencies?: Record<string, string>
  readonly [field: string]: unknown
}

const FILE = 'package-lock.json'
const PLATFORM = /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)/

const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(FILE, 'utf8'))
const packages = { ...lock.packages }
for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies))
    // What is for one platform is named exactly; a range is something that every platform does without.
    if (/^\d/.test(version)) packages[`node_modules/${name}`] ??= stub(name, version)
}
lock.packages = Object.fromEntries(
  Object.entries(packages).toSorted(([one], [other]) => (one < other ? -1 : 1)),
)
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)

function stub(name: string, version: string): Entry {
  const [, os, cpu] = PLATFORM.exec(name) ?? []
  return { version, ...(os && cpu ? { cpu: [cpu], os: [os] } : {}), dev: true, optional: true }
}
