-- Calls of providers are let go of when no dispute can need them any more (PAY-14).
grant delete on payment_webhooks to resto360_app;
