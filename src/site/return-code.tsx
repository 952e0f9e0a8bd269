import { FaultList } from '#html'
import { type Misread } from '#vault'
import { type MessageKey, type Locale } from '#i18n'

interface CodeFormProps {
  readonly locale: Locale
  readonly token: string
  readonly action: string
  readonly hint: MessageKey
  /** What was typed and led nowhere. It stays, for whoever looks for the word that is wrong. */
  readonly typed?: string
  readonly misread?: Misread | null
}

/** A code with numbers and blanks has some 150. More is not sent back, for the page has one size. */
const TYPED_MOST = 400

/** Where a return code is typed. */
export function CodeForm({ locale, token, action, hint, typed = '', misread = null }: CodeFormProps) {
  const { t } = locale
  return (
    <form class="ask" method="post" action={action} autocomplete="off" novalidate>
      <input type="hidden" name="token" value={token} />
      <label for="code">{t('return-code')}</label>
      <p class="hint" id="code-hint">
        {t(hint)}
      </p>
      {misread && (
        <p class="fault" id="code-fault">
          {sayMisread(locale, misread)}
        </p>
      )}
      <textarea
        id="code"
        name="code"
        rows={3}
        aria-describedby={misread ? 'code-fault code-hint' : 'code-hint'}
        aria-invalid={misread ? 'true' : undefined}
        autocapitalize="none"
        spellcheck={false}
        translate="no"
      >
        {[...typed].slice(0, TYPED_MOST).join('')}
      </textarea>
      <button name="do" value="look">
        {t('return-look')}
      </button>
    </form>
  )
}

/** The same on top of the page, leading to the field. */
export function MisreadSummary({ locale, misread }: { locale: Locale; misread: Misread }) {
  return (
    <FaultList
      title={locale.t('return-code-misread')}
      faults={[{ field: 'code', text: sayMisread(locale, misread) }]}
    />
  )
}

function sayMisread({ t }: Locale, misread: Misread): string {
  return t(`return-code-${misread.why}`, { place: misread.why === 'word' ? misread.place : 0 })
}

/** The code travels on in the form, never in an address: addresses stay in histories and logs. */
export function Kept({ code, token }: { code: string; token: string }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="code" value={code} />
    </>
  )
}
