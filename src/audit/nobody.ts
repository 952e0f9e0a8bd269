/** Whom the acts name where no member did it: whoever runs the installation. The database has the same (`audit.nobody`). */
export const NOBODY = '00000000-0000-0000-0000-000000000000'
