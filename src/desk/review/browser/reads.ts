import { part, phrase } from '../../../html/browser/page.ts'
import { ask } from '../../old/browser/ask.ts'
import { announce } from '../../old/browser/page.ts'

/** Which languages a member reads: each switch is kept as it is turned. */
export function startReads(run: (work: () => Promise<void>) => Promise<void>): void {
  part('reads').addEventListener('change', () => {
    void run(async () => {
      const languages = boxes().flatMap(({ checked, value }) => (checked ? [value] : []))
      await ask('languagesRead', { languages })
      announce(phrase('desk-reads-kept'))
    })
  })
}

export function showReads(languages: readonly string[]): void {
  for (const box of boxes()) box.checked = languages.includes(box.value)
}

function boxes(): HTMLInputElement[] {
  return [...part('reads').querySelectorAll<HTMLInputElement>('[name="reads"]')]
}
