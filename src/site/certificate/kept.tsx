/** The code travels on in the form, never in an address: addresses stay in histories and logs. */
export function Kept({ code, token }: { code: string; token: string }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="code" value={code} />
    </>
  )
}
