import type { Install } from '@resto360/domain';

/** The install under which the server itself writes ops; every restaurant has it, and no token opens it. */
export const SERVER_INSTALL: Install = '0000000000';
