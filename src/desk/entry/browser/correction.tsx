/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { dayInWords } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { RedactableWords } from '../../shell/browser/redactable-words.tsx'
import { useRedaction } from '../../shell/browser/redactor.tsx'
import { touching } from '../../shell/browser/session.ts'
import { Button, Outcome, useWork, type Work } from '../../shell/browser/work.tsx'

type Entry = NonNullable<Reply<'entry'>['entry']>
type Line = Entry['lines'][number]

const ORGANISATIONS = ['party', 'league', 'pioneers'] as const

/** Her names and organisations, to be typed over, and her words, to be hidden further. */
export function Correction({ entry }: { entry: Entry }) {
  const work = useWork()
  const [lines, setLines] = useState<readonly Line[]>(entry.lines)
  const redaction = useRedaction(entry.words ?? '')
  const change = (position: number, changed: Partial<Line>) =>
    setLines((all) => all.map((line) => (line.position === position ? { ...line, ...changed } : line)))
  return (
    <form
      data-panel="entry"
      onSubmit={(event) => {
        event.preventDefault()
        work.run(() =>
          correct(entry, { lines, words: entry.words === null ? null : redaction.publicWords }, work),
        )
      }}
    >
      <p class="soft">{t('desk-entry-day', { day: dayInWords(entry.day) })}</p>
      {!entry.shown && <p class="notice">{t('desk-entry-not-shown')}</p>}
      <div class="table-frame" tabIndex={0} role="region" aria-label={t('desk-entry-people')}>
        <table class="people">
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('desk-person-position')}
              </th>
              <th scope="col">{t('desk-person-name')}</th>
              <th scope="col">{t('desk-person-leaves')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <Row
                key={line.position}
                line={line}
                isNamed={entry.shown && entry.lines[at]?.name !== null}
                change={(changed) => change(line.position, changed)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {entry.words !== null && (
        <RedactableWords title={t('desk-entry-words')} redaction={redaction} canRedact />
      )}
      <p class="actions">
        <Button type="submit" class="primary">
          {t('desk-correct-button')}
        </Button>
      </p>
      <p class="soft small-print">{t('desk-correct-note')}</p>
      <Outcome of={work} />
    </form>
  )
}

interface RowProps {
  readonly line: Line
  /** There is a published name that can be typed over. */
  readonly isNamed: boolean
  readonly change: (changed: Partial<Line>) => void
}

function Row({ line, isNamed, change }: RowProps) {
  const { position, name, withdrawn } = line
  return (
    <tr>
      <td class="number">{position}</td>
      <td>
        {withdrawn ? (
          <span class="soft">{t('desk-line-withdrawn')}</span>
        ) : (
          <input
            id={`name-${position}`}
            type="text"
            name="name"
            maxLength={80}
            dir="auto"
            value={name ?? ''}
            disabled={!isNamed}
            aria-label={t('desk-line-name', { number: position })}
            placeholder={t('desk-name-hidden')}
            onInput={({ currentTarget }) => change({ name: currentTarget.value })}
          />
        )}
      </td>
      <td class="organisations">
        {ORGANISATIONS.map((organisation) => (
          <label key={organisation}>
            <input
              type="checkbox"
              name={organisation}
              checked={line[organisation]}
              disabled={withdrawn}
              onChange={({ currentTarget }) => change({ [organisation]: currentTarget.checked })}
            />{' '}
            {t(`organisations-${organisation}-short`)}
          </label>
        ))}
      </td>
    </tr>
  )
}

async function correct(
  { number, place, language, shown, certifiable }: Entry,
  { lines, words }: { lines: readonly Line[]; words: string | null },
  work: Work,
): Promise<void> {
  // Those who withdrew are not restated.
  const people = lines
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ withdrawn: _withdrawn, name, ...line }) => ({ ...line, name: cleaned(name) }))
  const version = { place, language, shown, certifiable, people, words }
  const { outcome } = await touching(() => ask('entryCorrect', { number, version }))
  if (outcome === 'refused') work.fail(t('desk-problem-correction'))
  else work.tell(t(`desk-correction-${outcome}`))
}

function cleaned(name: string | null): string | null {
  return name?.normalize('NFC').replace(/\s+/g, ' ').trim() || null
}
