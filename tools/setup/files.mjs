import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const MODULES = join(ROOT, 'node_modules')

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

export function readText(path) {
  try {
    return fs.readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

export function readJson(path) {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

export function listed(directory) {
  return fs.existsSync(directory) ? fs.readdirSync(directory) : []
}

/** Whole or not at all, whoever reads meanwhile. */
export function writeWhole(path, text) {
  fs.writeFileSync(`${path}.${process.pid}`, text)
  fs.renameSync(`${path}.${process.pid}`, path)
}
