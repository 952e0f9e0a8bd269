// What of the set-up is called by what is built with it.
export function sourceFiles(): string[]
