package io.turnstile.local.suite;

import io.turnstile.local.LocalException;
import io.turnstile.platform.Manifests;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ConfigMaps of the manifests, with this machine's addresses in place of the cluster's. */
final class ConfigMaps {
    private static final String PLATFORM = "turnstile-platform";

    private ConfigMaps() {}

    /**
     * @param addresses this machine's value for every key of the platform's ConfigMap
     * @throws LocalException where one of its keys has no local value: the cluster's would lead nowhere here
     */
    static Map<String, Map<String, String>> local(Manifests manifests, Map<String, String> addresses) {
        var maps = new HashMap<String, Map<String, String>>();
        for (var document : manifests.documents("ConfigMap")) {
            var name = ((Map<?, ?>) document.get("metadata")).get("name").toString();
            var entries = new LinkedHashMap<String, String>();
            ((Map<?, ?>) document.get("data")).forEach((key, value) -> entries.put(key.toString(), value.toString()));
            if (name.equals(PLATFORM)) {
                entries.replaceAll((key, _) -> localValue(addresses, key));
            }
            maps.put(name, entries);
        }
        return maps;
    }

    private static String localValue(Map<String, String> addresses, String key) {
        if (!addresses.containsKey(key)) {
            throw new LocalException("the launcher does not know what " + key + " is on this machine");
        }
        return addresses.get(key);
    }
}
