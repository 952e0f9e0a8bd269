import { foldCode } from '#proof'
import { shareLines } from '../../../vault/shares.ts'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { act, showPanel } from '../../old/browser/page.ts'

/**
 * Show the shares of the recovery key one after another, each to whoever keeps it and to nobody else, and go on when all of them
 * have been checked from their papers. A share is on the screen only between the turn of its keeper and her check.
 */
export async function handOutShares(shares: readonly string[]): Promise<void> {
  showPanel('recovery')
  await pressed('ceremony-begin')
  act('print').addEventListener('click', () => print())
  for (const [at, share] of shares.entries()) await handOut(share, { number: at + 1, of: shares.length })
}

async function handOut(share: string, { number, of }: { number: number; of: number }): Promise<void> {
  part('share-turn').hidden = false
  part('share-shown').hidden = true
  part('share-title').textContent = phrase('recovery-share-title', { number, of })
  part('share-keeper').textContent = phrase('recovery-share-keeper', { number })
  showPanel('share')
  await pressed('share-show')

  const lines = shareLines(share)
  const asked = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  const line = asked % lines.length
  const shown = part('share-lines')
  shown.replaceChildren(...lines.map(listed))
  part('share-turn').hidden = true
  part('share-shown').hidden = false
  await typedFromPaper(lines[line] ?? '', line + 1)
  shown.replaceChildren()
}

/** One line of the paper, which nobody knows beforehand: whoever has copied only a part of it is found out. */
function typedFromPaper(expected: string, number: number): Promise<void> {
  const form = partAs(HTMLFormElement, 'share-form')
  const input = form.querySelector('input')
  const problem = part('share-problem')
  part('share-ask').textContent = phrase('recovery-share-check', { number })
  problem.textContent = ''
  if (input) input.value = ''
  return new Promise((resolve) => {
    const check = (event: SubmitEvent) => {
      event.preventDefault()
      if (plain(input?.value ?? '') !== plain(expected)) {
        problem.textContent = phrase('recovery-share-mismatch', { number })
        input?.select()
        return
      }
      form.removeEventListener('submit', check)
      resolve()
    }
    form.addEventListener('submit', check)
  })
}

function plain(typed: string): string {
  return foldCode(typed, { most: 200, letters: 'upper' })
}

function listed(line: string): HTMLElement {
  const item = document.createElement('li')
  item.textContent = line
  return item
}

function pressed(name: string): Promise<void> {
  return new Promise((resolve) => act(name).addEventListener('click', () => resolve(), { once: true }))
}
