import { OpenFeature } from '@openfeature/server-sdk';
import { FlagFileProvider } from './file-provider.js';

/** Names this service's flags among those of other code in the process. */
const DOMAIN = '[=project.name]';

export interface Flags {
  /** Whether a flag is on for somebody; where it cannot be told, it is off. */
  isOn(flag: string, who: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Reads the flags of this file, and again whenever it changes. */
export async function openFlags(file: string): Promise<Flags> {
  const provider = new FlagFileProvider(file);
  await OpenFeature.setProviderAndWait(DOMAIN, provider);
  const client = OpenFeature.getClient(DOMAIN);
  return {
    isOn: (flag, who) => client.getBooleanValue(flag, false, { targetingKey: who }),
    close: () => provider.onClose(),
  };
}
