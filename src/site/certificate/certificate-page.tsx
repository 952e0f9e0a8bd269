import {
  type Applicant,
  type ApplicationDraft,
  type ApplicationFault,
  type AskableBranch,
} from '#certificates'
import { Page, type PageContext } from '../page.tsx'
import { CodeForm } from '../return-code.tsx'
import { routes } from '../routes.ts'
import { AskForm } from './ask-form.tsx'
import { Unsent } from '../unsent.tsx'
import { RequestPart } from './request-part.tsx'

export interface CertificateProps extends PageContext {
  readonly token: string
  /** What was asked with; it travels on in the form. Empty on the first visit. */
  readonly code: string
  /** Undefined on the first visit, null when there is nothing for the code. */
  readonly applicant: Applicant | null | undefined
  readonly branches: readonly AskableBranch[]
  readonly draft: ApplicationDraft
  readonly faults: readonly ApplicationFault[]
  readonly notice:
    | 'ask-asked'
    | 'ask-said'
    | 'ask-taken-back'
    | 'ask-paper-added'
    | 'ask-not-taken'
    | 'ask-stale'
    | null
  readonly problem:
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
  const { words } = context
  const { t, language } = words
  const waits = (line: number) =>
    applicant?.requests.some(
      (one) => one.line === line && (one.state === 'asked' || one.state === 'approving'),
    )
  const people = applicant?.people.filter(({ line }) => !waits(line)) ?? []
  const kept = { words, code, token }
  return (
    <Page {...context} title={t('ask-title')} at={routes.certificate}>
      <h1>{t('ask-title')}</h1>
      <p class="lead">{t('ask-lead')}</p>
      {notice && (
        <p class="attention" role="status">
          {t(notice)}
        </p>
      )}
      {problem && (
        <p class="attention" role="alert">
          {t(problem)}
        </p>
      )}
      {faults.length > 0 && (
        <div class="attention" role="alert">
          <p>{t('ask-faults')}</p>
          <ul>
            {faults.map((fault) => (
              <li>{t(`ask-fault-${fault}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {applicant === null && (
        <section class="status">
          <p>{t('return-unknown')}</p>
        </section>
      )}
      {said && said.request === null && said.text !== '' && <Unsent words={words} text={said.text} />}
      {applicant?.requests.map((request) => (
        <RequestPart
          {...kept}
          request={request}
          people={applicant.people}
          sure={sureAsked === request.request}
          unsaid={said?.request === request.request ? said.text : ''}
        />
      ))}
      {people.length > 0 && branches.length === 0 && <p class="attention">{t('ask-nowhere')}</p>}
      {people.length > 0 && branches.length > 0 && (
        <AskForm
          {...kept}
          people={people}
          branches={branches}
          draft={draft}
          faults={faults}
          anew={applicant?.requests.some(({ became }) => became === 'valid') ?? false}
        />
      )}
      {applicant && applicant.people.length === 0 && applicant.requests.length === 0 && (
        <p>{t('ask-nothing')}</p>
      )}
      {!applicant && (
        <CodeForm words={words} token={token} action={routes.certificate(language)} hint="ask-code-hint" />
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
