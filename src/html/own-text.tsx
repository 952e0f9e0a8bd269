import { LANGUAGE, type Language } from '#i18n'

/**
 * A name, an address, or whatever else somebody wrote in one line. It breaks no page (own-text.css), and no translating browser
 * touches it: a translated name is another name.
 */
export function OwnLine({ children }: { children: string }) {
  return (
    <bdi class="own" translate="no">
      {children}
    </bdi>
  )
}

interface OwnWordsProps {
  readonly text: string
  /** Where it is known. */
  readonly language?: Language | null
  /** What it is, for whoever hears it read. */
  readonly label?: string
}

/** What somebody wrote in as many lines as she liked. */
export function OwnWords({ text, language = null, label }: OwnWordsProps) {
  return (
    <blockquote
      class="own declaration"
      lang={language ? LANGUAGE[language].tag : undefined}
      dir="auto"
      aria-label={label}
    >
      {text.split('\n').map((paragraph) => paragraph && <p>{paragraph}</p>)}
    </blockquote>
  )
}

/** What has to be copied letter by letter: a code, a key, an address. */
export function Exact({ children }: { children: string }) {
  return (
    <code class="exact" translate="no" dir="ltr">
      {children}
    </code>
  )
}
