/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import { foldCode } from '#proof'
import { NEEDED, shareLines, SHARES } from '../../../vault/shares.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'

// The buttons here are pressed while her enrolment is under way: it waits for them.

/** The recovery key goes out on five papers, to five people. */
export function RecoveryPanel({ begin }: { begin: () => void }) {
  return (
    <section class="panel" data-panel="recovery" aria-labelledby="recovery-title">
      <Heading id="recovery-title">{t('recovery-title')}</Heading>
      <p>{t('recovery-lead', { shares: SHARES, needed: NEEDED })}</p>
      <ul>
        <li>{t('recovery-people', { shares: SHARES })}</li>
        <li>{t('recovery-write')}</li>
        <li>{t('recovery-away')}</li>
        <li>{t('recovery-found', { needed: NEEDED })}</li>
      </ul>
      <p class="actions">
        <button type="button" class="primary" data-act="ceremony-begin" onClick={begin}>
          {t('recovery-begin')}
        </button>
      </p>
    </section>
  )
}

export interface Share {
  readonly text: string
  readonly number: number
  readonly of: number
}

interface ShareProps {
  readonly share: Share
  readonly kept: () => void
}

/** One share, for whoever keeps it and for nobody else: it is on the screen only between the turn of its keeper and her check. */
export function SharePanel({ share: { text, number, of }, kept }: ShareProps) {
  const [isShown, setIsShown] = useState(false)
  return (
    <section class="panel" data-panel="share" aria-labelledby="share-title">
      <Heading id="share-title">{t('recovery-share-title', { number, of })}</Heading>
      {isShown ? (
        <ShownShare lines={shareLines(text)} kept={kept} />
      ) : (
        <div data-part="share-turn">
          <p data-part="share-keeper">{t('recovery-share-keeper', { number })}</p>
          <p class="actions">
            <button type="button" class="primary" data-act="share-show" onClick={() => setIsShown(true)}>
              {t('recovery-share-show')}
            </button>
          </p>
        </div>
      )}
    </section>
  )
}

/** One line of the paper is typed, which nobody knows beforehand: whoever has copied only a part of it is found out. */
function ShownShare({ lines, kept }: { lines: readonly string[]; kept: () => void }) {
  const [line] = useState(() => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % lines.length)
  const [problem, setProblem] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const check = () => {
    if (plain(input.current?.value ?? '') === plain(lines[line] ?? '')) return kept()
    setProblem(t('recovery-share-mismatch', { number: line + 1 }))
    input.current?.select()
  }
  return (
    <div data-part="share-shown">
      <ol class="share" data-part="share-lines" translate={false}>
        {lines.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ol>
      <p class="actions no-print">
        <button type="button" data-act="print" onClick={() => print()}>
          {t('recovery-print')}
        </button>
      </p>
      <form
        data-part="share-form"
        class="no-print"
        onSubmit={(event) => {
          event.preventDefault()
          check()
        }}
      >
        <label for="share-line" data-part="share-ask">
          {t('recovery-share-check', { number: line + 1 })}
        </label>
        <input
          id="share-line"
          type="text"
          maxLength={40}
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          ref={input}
        />
        <p class="actions">
          <button type="submit" class="primary">
            {t('recovery-share-confirm')}
          </button>
        </p>
        <p class="problem" role="alert" data-part="share-problem">
          {problem}
        </p>
      </form>
    </div>
  )
}

function plain(typed: string): string {
  return foldCode(typed, { most: 200, letters: 'upper' })
}
