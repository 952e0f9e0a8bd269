import { labelOf } from '../../../vault/labels.ts'
import type { BoxLine } from '#recovery'
import { openText } from '../../shell/browser/sealed.ts'

/** The identities of boxes, by their ids. */
export type OpenedBoxes = ReadonlyMap<string, string>

/**
 * Open what the recovery key opens. A box may have its key here twice, sealed by two people. One that was altered is left out; the
 * rest is opened all the same.
 */
export async function openBoxes(
  boxes: readonly BoxLine[],
  identity: string,
  progress: (done: number) => void,
): Promise<OpenedBoxes> {
  const opened = new Map<string, string>()
  for (const [at, { box, sealed }] of boxes.entries()) {
    const key = opened.has(box)
      ? null
      : await openText(identity, labelOf('box-key', box), sealed).catch(() => null)
    if (key !== null) opened.set(box, key)
    if (at % 20 === 0) {
      progress(at)
      await painted()
    }
  }
  return opened
}

/** Opening keeps the machine busy: let it draw what it has said. */
export function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
