/** Which app this is: release and minute of its build; `dev` where nothing was built. */
export const APP_VERSION: string = String(import.meta.env['VITE_APP_VERSION'] ?? 'dev');
