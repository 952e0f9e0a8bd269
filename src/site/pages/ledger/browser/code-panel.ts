import { findCode, foldCode, readDays } from '#proof'
import { part, partAs, phrase } from '../../../../html/browser/page.ts'
import { inWords, openLedger, site, whatWentWrong } from './log.ts'

/** Offer to look for a check code among everybody of its day. The code itself is sent nowhere. */
export function offerCode(): void {
  const form = partAs(HTMLFormElement, 'code')
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const sent = new FormData(form)
    const code = foldCode(String(sent.get('code')), { most: 64, letters: 'lower' })
    answer('…')
    look(code, String(sent.get('day'))).then(answer, (cause: unknown) => answer(phrase(whatWentWrong(cause))))
  })
}

async function look(code: string, date: string): Promise<string> {
  if (!/^\d{2,}$/.test(code)) return phrase('ledger-code-not-a-code')
  const [ledger, days] = await Promise.all([openLedger(), site.fetch('days/index.json')])
  if (days === 'absent') return phrase('ledger-code-no-day')
  const found = await findCode({ code, date, days: readDays(days), log: ledger.reader })
  switch (found.outcome) {
    case 'no-such-day':
      return phrase('ledger-code-no-day')
    case 'forged-day':
      return phrase('ledger-something-false')
    case 'other-digits':
      return phrase('ledger-code-digits', { digits: found.digits })
    case 'looked': {
      const people = inWords.format(found.people)
      if (found.matches === 0) return phrase('ledger-code-not-found', { people })
      const chance = Math.round(found.chance * 100)
      return phrase('ledger-code-found', { count: inWords.format(found.matches), people, chance })
    }
  }
}

function answer(text: string): void {
  part('code-answer').textContent = text
}
