import { type ApplicationDraft, type ApplicationFault, type AskableBranch } from '#certificates'
import { FaultList, Notice } from '#html'
import { whyMisread } from '#vault'
import { Page, type PageContext } from '../../page.tsx'
import { CodeForm, MisreadSummary } from '../../return-code.tsx'
import { routes } from '../../routes.ts'
import { AskForm, FIELD_OF } from './ask-form.tsx'
import { Unsent } from '../../unsent.tsx'
import { RequestPart } from './request-part.tsx'
import { type ShownApplicant } from './shown-part.ts'

export interface CertificateProps extends PageContext {
  readonly token: string
  /** What was asked with; it travels on in the form. Empty on the first visit. */
  readonly code: string
  /** Undefined on the first visit, null when there is nothing for the code. */
  readonly applicant: ShownApplicant | null | undefined
  readonly branches: readonly AskableBranch[]
  readonly draft: ApplicationDraft
  readonly faults: readonly ApplicationFault[]
  /** What was done. */
  readonly notice: 'ask-asked' | 'ask-said' | 'ask-taken-back' | 'ask-paper-added' | null
  /** What was not. */
  readonly problem:
    | 'ask-stale'
    | 'ask-asked-already'
    | 'ask-sent-before'
    | 'ask-paper-sent-before'
    | 'ask-not-taken'
    | 'ask-say-length'
    | 'ask-paper-none'
    | 'ask-paper-large'
    | 'ask-paper-kind'
    | 'ask-not-kept'
    | 'ask-not-given'
    | null
  /** The request that she is asked about whether she really takes it back. */
  readonly sureAsked: string | null
  /** What was to be said in a request, or in one that there is not, and was not taken. */
  readonly said: { readonly request: string | null; readonly text: string } | null
}

/** Certificates, for whoever has the return code. */
export function CertificatePage(props: CertificateProps) {
  const { token, code, applicant, branches, draft, faults, notice, problem, sureAsked, said, ...context } =
    props
  const { locale } = context
  const { t, language } = locale
  const waits = (line: number) =>
    applicant?.requests.some(
      (one) => one.line === line && (one.state === 'asked' || one.state === 'approving'),
    )
  const people = applicant?.people.filter(({ line }) => !waits(line)) ?? []
  const hasValid = (line: number) =>
    applicant?.requests.some((one) => one.line === line && one.became === 'valid') ?? false
  const kept = { locale, code, token }
  const misread = applicant === null ? whyMisread(code) : null
  return (
    <Page {...context} title={t('ask-title')} at={routes.certificate}>
      <h1>{t('ask-title')}</h1>
      <p class="lead">{t('ask-lead')}</p>
      {notice && <Notice kind="done">{t(notice)}</Notice>}
      {problem && <Notice kind="attention">{t(problem)}</Notice>}
      <FaultList
        title={t('ask-faults')}
        faults={faults.map((fault) => ({ field: FIELD_OF[fault], text: t(`ask-fault-${fault}`) }))}
      />
      {misread && <MisreadSummary locale={locale} misread={misread} />}
      {applicant === null && !misread && (
        <section class="status">
          <p>{t('return-unknown')}</p>
        </section>
      )}
      {said && said.request === null && said.text !== '' && <Unsent locale={locale} text={said.text} />}
      {applicant?.requests.map((request) => (
        <RequestPart
          {...kept}
          request={request}
          people={applicant.people}
          sure={sureAsked === request.request}
          unsaid={said?.request === request.request ? said.text : ''}
        />
      ))}
      {applicant?.more && <p class="hint">{t('ask-more')}</p>}
      {people.length > 0 && branches.length === 0 && <p class="attention">{t('ask-nowhere')}</p>}
      {people.length > 0 && branches.length > 0 && (
        <AskForm
          {...kept}
          people={people}
          branches={branches}
          draft={draft}
          faults={faults}
          anew={people.some(({ line }) => hasValid(line))}
          isMain={!people.every(({ line }) => hasValid(line))}
        />
      )}
      {applicant && applicant.people.length === 0 && applicant.requests.length === 0 && (
        <p>{t('ask-nothing')}</p>
      )}
      {!applicant && (
        <CodeForm
          locale={locale}
          token={token}
          action={routes.certificate(language)}
          hint="ask-code-hint"
          typed={applicant === null ? code : ''}
          misread={misread}
        />
      )}
      <section>
        <h2>{t('ask-says-title')}</h2>
        <ul>
          <li>{t('ask-says-register')}</li>
          <li>{t('ask-says-law')}</li>
          <li>{t('ask-says-link')}</li>
        </ul>
      </section>
      <p class="note">{t('return-private')}</p>
    </Page>
  )
}
