import { type Database, openDatabase } from '#db'
import { silent } from './template-db.ts'

/** A database at whose address nobody answers. */
export function databaseAway(): Database {
  return openDatabase({ url: 'postgres://somebody@127.0.0.1:1/nothing', connections: 1, logger: silent })
}

/** What a page has for whoever sends its last form once more, without changing anything. */
export function formOn(html: string): URLSearchParams {
  const [, form = ''] = /.*<form method="post"[^>]*>(.*?)<\/form>/s.exec(html) ?? []
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const sent = new URLSearchParams()
  for (const [, name = '', value = ''] of fields) sent.append(plain(name), plain(value))
  return sent
}

function plain(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
