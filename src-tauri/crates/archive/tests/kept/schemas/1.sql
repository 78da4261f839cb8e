-- An archive as version 0.1.0 wrote it with schema 1: three stories of the sample paper, a listing, a picture.
PRAGMA application_id = 1112687699;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO counter VALUES('change',3);
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO setting VALUES('archive-id','54dda47655c8784a007d2a5db20b7bf8');
INSERT INTO setting VALUES('allow-private 127.0.0.1:8811','yes');
CREATE TABLE source (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    url       TEXT NOT NULL,
    language  TEXT NOT NULL,
    direction TEXT NOT NULL,
    zone      TEXT NOT NULL,
    listing   TEXT NOT NULL,                       -- root of the REST interface, or empty
    following TEXT NOT NULL DEFAULT 'followed',    -- followed | kept | trashed
    added     TEXT
) STRICT;
INSERT INTO source VALUES('127.0.0.1:8811','The Lantern','http://127.0.0.1:8811/','en','ltr','+05:30','http://127.0.0.1:8811/wp-json/','followed','2026-11-30T19:39:42+00:00');
CREATE TABLE section (
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT NOT NULL,
    position INTEGER NOT NULL,
    slug     TEXT NOT NULL,
    path     TEXT NOT NULL,                        -- names from the top, joined by ' > '
    url      TEXT NOT NULL,
    count    INTEGER NOT NULL,
    followed INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (source, key)
) STRICT;
INSERT INTO section VALUES('127.0.0.1:8811','wp:2',0,'top-news','Top News','http://127.0.0.1:8811/category/top-news/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:3',1,'city-towns','City & Towns','http://127.0.0.1:8811/category/city-towns/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:4',2,'local','Local','http://127.0.0.1:8811/category/local/',1,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:5',3,'business','Business','http://127.0.0.1:8811/category/business/',1,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:6',4,'nation','Nation','http://127.0.0.1:8811/category/nation/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:7',5,'world','World','http://127.0.0.1:8811/category/world/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:8',6,'sports','Sports','http://127.0.0.1:8811/category/sports/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:9',7,'opinion','Opinion','http://127.0.0.1:8811/category/opinion/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:10',8,'editorial','Opinion > Editorial','http://127.0.0.1:8811/category/opinion/editorial/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:11',9,'on-heritage','Opinion > On Heritage','http://127.0.0.1:8811/category/opinion/on-heritage/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:12',10,'creative-beats','Opinion > Creative Beats','http://127.0.0.1:8811/category/opinion/creative-beats/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:13',11,'interalia','Opinion > Interalia','http://127.0.0.1:8811/category/opinion/interalia/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:14',12,'wide-angle','Opinion > Wide Angle','http://127.0.0.1:8811/category/opinion/wide-angle/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:15',13,'other-view','Opinion > Other View','http://127.0.0.1:8811/category/opinion/other-view/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:16',14,'art-space','Opinion > Art Space','http://127.0.0.1:8811/category/opinion/art-space/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:17',15,'photo-gallery','Photo Gallery','http://127.0.0.1:8811/category/photo-gallery/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:18',16,'cartoon','Cartoon','http://127.0.0.1:8811/category/cartoon/',1,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:19',17,'epaper','Epaper','http://127.0.0.1:8811/category/epaper/',0,1);
CREATE TABLE capture (
    id      INTEGER PRIMARY KEY,
    source  TEXT NOT NULL REFERENCES source (id),
    url     TEXT NOT NULL,                         -- as asked for
    chain   TEXT NOT NULL,                         -- JSON array: each address that answered with a redirect, then the last
    status  INTEGER NOT NULL,
    headers TEXT NOT NULL,                         -- JSON array of [name, value]
    fetched TEXT NOT NULL,
    length  INTEGER NOT NULL,
    hash    TEXT NOT NULL,                         -- BLAKE3 of the raw body
    body    BLOB NOT NULL                          -- zstd
) STRICT;
INSERT INTO capture VALUES(1,'127.0.0.1:8811','http://127.0.0.1:8811/wp-json/wp/v2/posts?after=2026-11-23T18%3A29%3A59Z&before=2026-11-24T18%3A30%3A00Z&order=asc&orderby=date&per_page=100&page=1&_embed=wp%3Afeaturedmedia%2Cauthor%2Cwp%3Aterm&_fields=id%2Cdate%2Cdate_gmt%2Cmodified%2Cmodified_gmt%2Cslug%2Cstatus%2Ctype%2Clink%2Ctitle%2Ccontent%2Cauthor%2Cfeatured_media%2Csticky%2Cformat%2Ccategories%2Ctags%2Cexcerpt%2C_links%2C_embedded','["http://127.0.0.1:8811/wp-json/wp/v2/posts?after=2026-11-23T18%3A29%3A59Z&before=2026-11-24T18%3A30%3A00Z&order=asc&orderby=date&per_page=100&page=1&_embed=wp%3Afeaturedmedia%2Cauthor%2Cwp%3Aterm&_fields=id%2Cdate%2Cdate_gmt%2Cmodified%2Cmodified_gmt%2Cslug%2Cstatus%2Ctype%2Clink%2Ctitle%2Ccontent%2Cauthor%2Cfeatured_media%2Csticky%2Cformat%2Ccategories%2Ctags%2Cexcerpt%2C_links%2C_embedded"]',200,'[["date","Mon, 30 Nov 2026 19:39:42 GMT"],["server","nginx"],["content-type","application/json; charset=UTF-8"],["x-wp-total","3"],["x-wp-totalpages","1"],["link","<http://127.0.0.1:8811/wp-json/>; rel=\"https://api.w.org/\""],["x-robots-tag","noindex"],["x-content-type-options","nosniff"],["access-control-expose-headers","X-WP-Total, X-WP-TotalPages, Link"],["access-control-allow-headers","Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type"],["allow","GET"],["vary","Accept-Encoding"],["connection","keep-alive"]]','2026-12-01T01:09:42+05:30',13689,'3f1870e3c7fdf5424285b50ded7b1757a546d0e40dd272a27e26beb915f4f0ca',X'28b52ffd607934154600ea6058112bd090a81be8a1b5a5b3446b438936b276e826a9cf4032abbdf048f44e86f0c2fbc524edd8b6835ccd20f74c0c0108010901fc9d49fae20c3ae6794ceeb10b36e6980802995c6b8055528643453881fcfd248d9cf39dade9792838a206829a47f444cf922a401dea61c0c380f6397040c07e37561f4f97d869fec42214a00fcefbc976b7812dc7408ceb38b19f7423dce4fea25ff2117a1ec9a15e768659fccf0e559b5afeb55931c3d7d96bd79e7b32d12dbae618e7267769b13ac6516a2358076e729db1748c73284aedd748ef971c1dca311234b9071de31c856ed57e8eb93c1c220ec7b8ab52198e28ba26717eaeb0632e161727410e35895d1d637171d5bb6a0e15551c4ace9aa1a19b4341502432418c87f1302011e4500e35d17fcc4d6ed28ec909dfea18a7552912c6c9f9c45e63b76172afdfeb2a6b89db5011db32db188502f4811d8ad92acf03ed800bfa38ecd45c7026c05110dbe3b0dfb569e8b6cdb6252f186be568ada322afe5f5e1288875d4e3e028887594252d951d057149f8a6d56faf0c3e14701405b1fcc0748d3cb1faa7d30854313946ba3006205eb63335f0400e1569d674bbc4f60d0e75f9646c0c48b96a4c6bfe155bd4288a98dda6af07bd6ad82136a3435dfc110474f15f6c3910b94018a85f278d400ed5d0e2f3ea670b6653ce0bae985ce6fd13dd1c737197cbe3f0e0e650916a0ef5b25f4e4bd2966bb33ad4e4249dc12c46ede1bf6e5a25deff1a56f965439f8eb1a8985c7d3e374b536685d85fb2a324b235270f5f3bcdf86b67f025af9fdbdd42277b676cb9c979d3cf52f2ce97f3416dc9f1496dfacaaefb18db9f58c6c3cc9b2e630fb7f5a670d3fab41997f792b06aeb73b28f14ad43f5441ab50ff7b58493ad8ced4e0322282a085847b49549b14c8403081226181c703ca2288a1e5de19492242db4a436ad1861c5e170709c0e31abd16844b6a2c3e188d8ba35c556b058b22f6eead6b2799223d51e0f8600c47832c1d26e042db131c20bfb8c515846b5f0846d06cb4c4c6c57c6221078a22802208045f4441593856241acc25869557bfed77002dfcc6437b4fb358d7dd3551323dc9a67ec1dd1737e92bf72e67322a1ded6453726e8b34b026148c859fbbe36fdf702d66dec7732b72b70b24ff25af84d5839f7356b2b6f2b6755415fdef6c602160d245662799f840a265c883c11f3f039e9aa69b8794de399228da9f16095f0b96a5fa654deb6be26b7e3645ab4cae23eb76dfa82655c124a9f596d8dc24a7f4bb5bdb4f7ec4de7b4167ba6747dba566d174b670cfb11cba895e943debe6e3b6f8d2dbd294f72ddd755838b5910db98facef492bdae4dab323342caf23aa067397f1fa8b10cdc6addad042090a563e4ca639736ab7dde0909111610504450488d46a3b1746295e2736b2cbc45c81e894428a073e549864020afc9c8dbe3f1a8246a579224514cac8203d213318dc6e7a4696a133d1604288cb1b10015923449523441505b70567693d09d994ae9de5e8498b53cbdb7e999a5dad79599315ace7ddd72b729b70681cca841b55268484624882449920ea1048428e498756a3d1200133189411ce50841841042082184080821442081888cccc850a90e31c1c2cf01c7c85a7e002851f2922a71b18530bd4a28818210905126c3f326c83012371042bba250683848a2f067e7ea23491f700439684e40ebd797630b8348af165ac72e19146ddcb27eacd666b079f32dcedfe161bced535f61f01b24e6eb8c2768baf2b5d1bdb9ee5695d5657c0a1170d9dec371fb91aa8d31396e2d8a3ca9a64c67c384c72db8cc6956091a1be5203d1c5b2c031da333c262fb068f4157705e18b5326e047c4214344487e48e1595a79d40da33ea6718edf818e17837e061375ef1ff2a5598c666e77d23bb27db9da3b8801fd8719a80bd5b0a72bfed04abc360813a25e8747be523c591a08f98c47678ae1b0beb2ae32d42f6b7b35a3dd25ba63416ad90934041e2be587a4e50027631ad693407e630c6ef12f458b5fd74a37ed28ec2b31ae385be2481324925649e87efb5d0fe602637beb1e2f8f6d4103f0bdf9b6e470c39d22ddfef8b73fd503e270eaa85666f61b314398620acbf4e79cae900cd7373f78c6469fab33a0164f28162adda8072c2827c71b5a67e15f114991172f187c211b1cb8da0fa2915aa970fc27a509a48036f20c2556e27ec0e068503a85ffbe26786688f07457b2351129edc5f67b09eb7dc748ba64c328cf05742d0aa768ee242009c1e9ac4e7af52c2d808eb1291a86e22ef262bab67abbf7a845d4f42d4bbf7b30ae606d8c13b1fde31aa086b150fddd64188af81e502a615715650dd4d9eb02b72c2495d1b4188f8e7a6d01668d68b19e39c8c2ebe0644421aa93d4c3ab21ceeb825c4bb959ee02d6e219013024ec8148e418848f604810af429906b8c8d6a7e5bf41ffd5aae8fc1a3e903402835860ff6c3bb9ad54c7af161c9fb59104ce754dde8970e35053f55bb2a5e442be622ae462f075a4bab8132e94b5ad526fee19dd46887650d6558af20fb02c068d0f0438bf5b67d4eb5d497f4cd2b53761700962d49447b2d3fe9a33905a4e130beedcba5b0e03665199ce3c7f6c34b850c37c68b6598356e4f41166b47286f12e6874368f20381fa141ac373981d5e33c363098d7320fce4c7533ac5739757c46f51755cf2d717e7f4364d3d011b07e342e86ecf3fcb7c83743db409b85bae04b002c139c4b49e07b1953019ac9ec9428f8147d6188da6cc0f16697f1314429a45ee3cfe987b0424b9328e8d965ade513ff882104de812b18b26ef2a305f30c15ca30e05464c7f505061a1d8a1f8a1ec80a855da1eca9b403964fe82809a8eb4f1985c1f55e799f903b9146384cd38d00131079345d25e73308039649bd07ea14d3d2c2b8ca401484afc0c07020a0a4c7f8718005378d4636e94e5f73abc45e08d73831d211ac20742cd180c2e9a62b98c208931d0a9568b950791ebeaa52eb8d450dbfe7c99883b00eb83dc1f34eb125001b43c550379fb952f1f8eda8b283f0a9a6cd4f41684279ccb42331cca3d7bcca096dbe871a77f73ea46a13436e9e151ec055c801c0c612106b11725203e1c9dfdd3adb21231e5b0a68c0a');
CREATE TABLE story (
    row      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT,                                 -- the site's own number: wp:1234
    url      TEXT NOT NULL,
    day      TEXT NOT NULL,
    published TEXT,                                -- UTC, RFC 3339
    kind     TEXT NOT NULL,
    revision INTEGER NOT NULL,                     -- the current one
    gone     TEXT,                                 -- since when the paper no longer has it
    change   INTEGER NOT NULL,                     -- grows with every change; the search index follows it
    UNIQUE (source, key)
) STRICT;
INSERT INTO story VALUES(1,'2c774ac4ba71b3dc9b70','127.0.0.1:8811','wp:1001','http://127.0.0.1:8811/2026/11/24/cartoon-that-will-be-the-deep-end/','2026-11-24','2026-11-24T01:30:00Z','cartoon',1,NULL,1);
INSERT INTO story VALUES(2,'2a6235459542c46fc18d','127.0.0.1:8811','wp:1002','http://127.0.0.1:8811/2026/11/24/chirola-council-fines-itself-for-noise/','2026-11-24','2026-11-24T05:55:00Z','article',1,NULL,2);
INSERT INTO story VALUES(3,'14805706ed0932b57650','127.0.0.1:8811','wp:1003','http://127.0.0.1:8811/2026/11/24/walnut-shells-find-a-buyer-before-the-kernels/','2026-11-24','2026-11-24T08:05:00Z','article',1,NULL,3);
CREATE TABLE revision (
    story       INTEGER NOT NULL REFERENCES story (row),
    number      INTEGER NOT NULL,
    capture     INTEGER REFERENCES capture (id),
    range_start INTEGER,                           -- the story's part of the captured body, bytes
    range_end   INTEGER,
    captured    TEXT,
    fingerprint TEXT NOT NULL,                     -- BLAKE3 of what makes a new revision
    hash        TEXT NOT NULL,                     -- BLAKE3 of `reading`
    reading     TEXT NOT NULL,                     -- JSON
    PRIMARY KEY (story, number)
) STRICT, WITHOUT ROWID;
INSERT INTO revision VALUES(1,1,1,1,5058,'2026-12-01T01:09:42+05:30','5daa719b25a95e989b905fef93eb1bfc8d03ab16338d42c9f3bf24f88dafbb1f','14a1d7bab939603a14b8aaae148383715b54d82d5af3c68a376802f9967c7d72','{"url":"http://127.0.0.1:8811/2026/11/24/cartoon-that-will-be-the-deep-end/","kind":"cartoon","headline":"“Phase II, He Says. That Will Be the Deep End.”","deck":"","byline":"Lantern Desk","agency":"","dateline":"","published":"2026-11-24T07:00:00+05:30","modified":"2026-11-24T07:00:00+05:30","section":["Cartoon"],"also_in":[],"tags":["Lohira bridge road","potholes"],"language":"en","direction":"ltr","lead":{"photo":null,"url":"http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png","cutline":"","credit":"Broadsheet (CC0 1.0)","alt":"A pothole","width":90,"height":60},"body":[{"type":"paragraph","spans":[{"text":"The Lohira bridge road, where a ribbon was cut on Saturday and five of the six trout remain."}]}],"gallery":[{"photo":null,"url":"http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png","cutline":"","credit":"Broadsheet (CC0 1.0)","alt":"A pothole","width":90,"height":60}]}');
INSERT INTO revision VALUES(2,1,1,5059,9290,'2026-12-01T01:09:42+05:30','c50871e8834c8469d759320ca8fcbce76cd690b3327592b25889dcd13754d312','72d3020b39a844d90bbafebcd10ab0a7c600b3351e550be6c38c9870ba82beec','{"url":"http://127.0.0.1:8811/2026/11/24/chirola-council-fines-itself-for-noise/","kind":"article","headline":"Chirola Council Fines Itself for Noise","deck":"","byline":"","agency":"Upland News Agency","dateline":"CHIROLA","published":"2026-11-24T11:25:00+05:30","modified":"2026-11-24T11:25:00+05:30","section":["Local"],"also_in":[],"tags":["Chirola","village council","noise"],"language":"en","direction":"ltr","lead":null,"body":[{"type":"paragraph","spans":[{"text":"CHIROLA, Nov 24 (UNA): The village council of Chirola has fined itself ₹ 250 for using a loudspeaker without a permit. It had sent a cart round the lanes on Monday to announce that loudspeakers now need one. The fine was moved by the member for the lower lane, who has a child of six weeks, and was carried in a low voice."}]}],"gallery":[]}');
INSERT INTO revision VALUES(3,1,1,9291,13688,'2026-12-01T01:09:42+05:30','77c3707165b576945bafaa8f2f064885fc52de6a5315af33ead22060f62dbca7','8bf7617d7f2857825a1f740698b25597466d65f8216afa18f0961f85940b955f','{"url":"http://127.0.0.1:8811/2026/11/24/walnut-shells-find-a-buyer-before-the-kernels/","kind":"article","headline":"Walnut Shells Find a Buyer Before the Kernels","deck":"","byline":"","agency":"Upland News Agency","dateline":"NANDVARI","published":"2026-11-24T13:35:00+05:30","modified":"2026-11-24T13:35:00+05:30","section":["Business"],"also_in":[],"tags":["walnut","Nandvari","railway workshop"],"language":"en","direction":"ltr","lead":null,"body":[{"type":"paragraph","spans":[{"text":"NANDVARI, Nov 24 (UNA): The railway workshop at Nandvari has bought the valley’s walnut shells for the winter, 310 tonnes at ₹ 14 a kilo, to scour engine parts, for which it had used sand. The kernels are still waiting for the pass. At Zarnag, where shells were burned or put on paths, a cooperative dug up its drive on Tuesday morning. Growers now worry that the buyers of whole nuts will ask for a rebate on the inside."}]}],"gallery":[]}');
CREATE TABLE address (
    url   TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (row)
) STRICT, WITHOUT ROWID;
INSERT INTO address VALUES('http://127.0.0.1:8811/2026/11/24/cartoon-that-will-be-the-deep-end/',1);
INSERT INTO address VALUES('http://127.0.0.1:8811/2026/11/24/chirola-council-fines-itself-for-noise/',2);
INSERT INTO address VALUES('http://127.0.0.1:8811/2026/11/24/walnut-shells-find-a-buyer-before-the-kernels/',3);
CREATE TABLE story_section (
    story  INTEGER NOT NULL REFERENCES story (row),
    source TEXT NOT NULL,
    path   TEXT NOT NULL,
    main   INTEGER NOT NULL,
    PRIMARY KEY (story, path)
) STRICT, WITHOUT ROWID;
INSERT INTO story_section VALUES(1,'127.0.0.1:8811','Cartoon',1);
INSERT INTO story_section VALUES(2,'127.0.0.1:8811','Local',1);
INSERT INTO story_section VALUES(3,'127.0.0.1:8811','Business',1);
CREATE TABLE photo (
    hash   TEXT PRIMARY KEY,
    format TEXT NOT NULL,                          -- jpg | png | gif | webp | avif
    length INTEGER NOT NULL,
    width  INTEGER,
    height INTEGER,
    stored TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO photo VALUES('7372a24b0ba1a9a6e6901ca78eed0c983cd6662638f5c2da7e93c3b81d9dda1b','png',772,90,60,'2026-12-01T01:09:42+05:30');
CREATE TABLE picture (
    url        TEXT PRIMARY KEY,
    source     TEXT NOT NULL REFERENCES source (id),
    candidates TEXT NOT NULL,                      -- JSON array of addresses to try, best first
    state      TEXT NOT NULL,                      -- waiting | stored | failed
    photo      TEXT REFERENCES photo (hash),
    found      TEXT,                               -- the candidate that it came from
    reason     TEXT NOT NULL DEFAULT '',
    detail     TEXT NOT NULL DEFAULT '',
    tries      INTEGER NOT NULL DEFAULT 0,
    next_try   TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO picture VALUES('http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png','127.0.0.1:8811','["http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png"]','stored','7372a24b0ba1a9a6e6901ca78eed0c983cd6662638f5c2da7e93c3b81d9dda1b','http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png','','',1,NULL);
CREATE TABLE story_picture (
    story INTEGER NOT NULL REFERENCES story (row),
    url   TEXT NOT NULL REFERENCES picture (url),
    PRIMARY KEY (story, url)
) STRICT, WITHOUT ROWID;
INSERT INTO story_picture VALUES(1,'http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png');
CREATE TABLE listing (
    source TEXT NOT NULL REFERENCES source (id),
    day    TEXT NOT NULL,
    kind   TEXT NOT NULL,
    url    TEXT NOT NULL,
    count  INTEGER NOT NULL,
    whole  INTEGER NOT NULL,                       -- it was read to its end
    read   TEXT NOT NULL,
    PRIMARY KEY (source, day, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO listing VALUES('127.0.0.1:8811','2026-11-24','rest','http://127.0.0.1:8811/wp-json/',3,1,'2026-12-01T01:09:43+05:30');
CREATE TABLE listed (
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT NOT NULL,                        -- the site's own number, or the address
    url      TEXT NOT NULL,
    day      TEXT NOT NULL,
    state    TEXT NOT NULL,                        -- stored | failed | withheld
    reason   TEXT NOT NULL DEFAULT '',
    detail   TEXT NOT NULL DEFAULT '',
    tries    INTEGER NOT NULL DEFAULT 0,
    next_try TEXT,
    PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
INSERT INTO listed VALUES('127.0.0.1:8811','wp:1001','http://127.0.0.1:8811/2026/11/24/cartoon-that-will-be-the-deep-end/','2026-11-24','stored','','',2,NULL);
INSERT INTO listed VALUES('127.0.0.1:8811','wp:1002','http://127.0.0.1:8811/2026/11/24/chirola-council-fines-itself-for-noise/','2026-11-24','stored','','',2,NULL);
INSERT INTO listed VALUES('127.0.0.1:8811','wp:1003','http://127.0.0.1:8811/2026/11/24/walnut-shells-find-a-buyer-before-the-kernels/','2026-11-24','stored','','',2,NULL);
CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    source   TEXT NOT NULL REFERENCES source (id),
    since    TEXT NOT NULL,
    until    TEXT NOT NULL,
    reached  TEXT,                                 -- days from here to `until` are listed; it works from the newest back
    started  TEXT NOT NULL,
    finished TEXT
) STRICT;
INSERT INTO run VALUES(1,'127.0.0.1:8811','2026-11-24','2026-11-24','2026-11-24','2026-12-01T01:09:42+05:30','2026-12-01T01:09:42+05:30');
INSERT INTO run VALUES(2,'127.0.0.1:8811','2026-11-24','2026-11-24','2026-11-24','2026-12-01T01:09:43+05:30','2026-12-01T01:09:43+05:30');
CREATE INDEX capture_by_url ON capture (url, fetched);
CREATE INDEX story_by_day ON story (source, day);
CREATE INDEX story_by_change ON story (change);
CREATE INDEX story_section_by_path ON story_section (source, path, story);
CREATE INDEX picture_by_state ON picture (source, state);
CREATE INDEX picture_by_photo ON picture (photo);
CREATE INDEX story_picture_by_url ON story_picture (url);
CREATE INDEX listed_by_day ON listed (source, day);
COMMIT;
