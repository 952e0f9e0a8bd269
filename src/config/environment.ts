import { ConfigError } from './config-error.ts'

export type Environment = Record<string, string | undefined>

/** An address with nothing behind its host, or a {@link ConfigError} that names the setting it stands in. */
export function origin(name: string, text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
    throw new ConfigError(`${name} must be an origin such as https://example.org: it is "${text}"`)
  }
  return url.origin
}
