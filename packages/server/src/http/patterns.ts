/** The texts of the wire as patterns for the schemas that HTTP checks and OpenAPI shows; a test holds them to the domain's own checks. */
export const PATTERNS = {
  id: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  install: '^[0-9A-HJKMNP-TV-Z]{10}$',
  stamp: '^[0-9a-f]{16}[0-9A-HJKMNP-TV-Z]{10}$',
  hash: '^[0-9a-f]{64}$',
} as const;
