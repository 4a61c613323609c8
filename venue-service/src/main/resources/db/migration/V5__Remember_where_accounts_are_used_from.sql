-- login_failures is not used any more. It stays for one release, for the replicas that are still to be replaced.

-- Failed and successful logins by account and place.
CREATE TABLE login_places (
    -- As it was tried, whether there is such an account or not, so that a refusal tells nothing about that.
    username        text NOT NULL,
    -- A keyed hash of the client's address: it is known again, and says nothing to who reads it here.
    place           text NOT NULL,
    failures        int  NOT NULL DEFAULT 0,
    last_failure_at timestamptz,
    locked_until    timestamptz,
    last_login_at   timestamptz,
    PRIMARY KEY (username, place)
);

CREATE INDEX login_places_by_place ON login_places (place);
