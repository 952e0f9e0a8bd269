import { printable } from '#proof'

/** What a command prints, line by line: names, keys and places in it may be anybody's. Our own help alone is printed as it is. */
export function say(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${printable(line)}\n`)
}
