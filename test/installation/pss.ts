import { readFileSync } from 'node:fs'

/** Bytes of a process, shared pages by their share (proc(5), smaps_rollup). Of another account's: nothing. */
export function pssOf(pid: number): number {
  try {
    const [, kibibytes = '0'] =
      /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return Number(kibibytes) * 1_024
  } catch {
    return 0
  }
}
