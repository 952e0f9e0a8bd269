import { isSize, readSize } from './size.ts'

/**
 * How strong the evidence is that comes by a channel, from the strongest down. Closed list:
 * - `direct`: the sender wrote to the centre herself
 * - `taken`: a member of the staff took it down from her, in her presence or on the telephone
 * - `relayed`: somebody else handed it in for her
 * - `found`: it was found in public, with nobody to ask
 * - `carried`: taken over from an earlier registry
 */
export type Grade = 'direct' | 'taken' | 'relayed' | 'found' | 'carried'
export const GRADES: readonly Grade[] = ['direct', 'taken', 'relayed', 'found', 'carried']

/** People who came by a channel: counted, and of those the retracted. Never whose leaf is which. */
export interface ChannelSum {
  /** Small letters and hyphens, 20 at most. */
  readonly channel: string
  readonly grade: Grade
  readonly counted: number
  readonly retracted: number
}

/** `channel web direct counted 3 retracted 1`. */
export function writeChannel({ channel, grade, counted, retracted }: ChannelSum): string {
  return `channel ${channel} ${grade} counted ${counted} retracted ${retracted}`
}

/** Reads what `writeChannel` writes; undefined for anything else. Throws `bad-size` at 2^53 and above. */
export function readChannel(line: string): ChannelSum | undefined {
  const [whole, channel = '', named, counted = '', retracted = ''] = LINE.exec(line) ?? []
  const grade = GRADES.find((known) => known === named)
  if (whole === undefined || grade === undefined) return undefined
  return { channel, grade, counted: readSize(counted), retracted: readSize(retracted) }
}

/** Whether the channels stand in the order of their names, each once: the one writing of a set. */
export function areOrdered(sums: readonly ChannelSum[]): boolean {
  return sums.every(({ channel }, at) => at === 0 || (sums[at - 1]?.channel ?? '') < channel)
}

export function sameChannels(left: readonly ChannelSum[], right: readonly ChannelSum[]): boolean {
  return left.length === right.length && left.every((sum, at) => sameSum(sum, right[at]))
}

/** The people of all channels together; undefined where a sum is beyond counting. */
export function peopleOf(sums: readonly ChannelSum[]): { counted: number; retracted: number } | undefined {
  const counted = sums.reduce((sum, one) => sum + one.counted, 0)
  const retracted = sums.reduce((sum, one) => sum + one.retracted, 0)
  return isSize(counted) && isSize(retracted) ? { counted, retracted } : undefined
}

/** People standing, by the grade of the evidence. Grades that nobody came by are left out. */
export function peopleByGrade(sums: readonly ChannelSum[]): readonly { grade: Grade; people: number }[] {
  return GRADES.flatMap((grade) => {
    const some = sums.filter((sum) => sum.grade === grade)
    const people = some.reduce((sum, one) => sum + one.counted - one.retracted, 0)
    return some.length === 0 ? [] : [{ grade, people }]
  })
}

const LINE = /^channel ([a-z][a-z-]{0,19}) ([a-z]+) counted ([0-9]+) retracted ([0-9]+)$/

function sameSum(left: ChannelSum, right: ChannelSum | undefined): boolean {
  return right !== undefined && writeChannel(left) === writeChannel(right)
}
