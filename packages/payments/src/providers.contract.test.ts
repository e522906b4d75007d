import { describeProvider } from './provider.contract.ts';
import { TEST_RAILS } from './testing/test-rails.ts';

for (const [name, rail] of TEST_RAILS) describeProvider(name, rail);
